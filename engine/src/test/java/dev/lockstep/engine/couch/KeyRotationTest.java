package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.EncryptedFileException;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.Keys;
import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A file filled from another one has the key of its own options, whatever the source has. */
class KeyRotationTest {
  private static final int DOCUMENTS = 200;

  private final MemoryFiles files = new MemoryFiles();

  @Test
  void plainToEncryptedToAnotherKeyToPlainKeepsAllContents() throws IOException {
    CouchFile plain = source();
    CouchFile first = copy(plain, "first", Keys.FIRST);
    CouchFile second = copy(first, "second", Keys.SECOND);
    CouchFile last = copy(second, "last", Keys.PLAIN);
    assertThat(first.keyId()).contains("one");
    assertThat(second.keyId()).contains("two");
    assertThat(last.keyId()).isEmpty();
    assertThat(files.bytes("last"))
        .isEqualTo(files.bytes(copy(plain, "direct", Keys.PLAIN).name()));
  }

  @Test
  void aRotatedFileNeedsTheNewKeyAlone() throws IOException {
    copy(copy(source(), "first", Keys.FIRST), "second", Keys.SECOND).close();
    open("second", Keys.SECOND).close();
    assertThatThrownBy(() -> open("second", Keys.FIRST))
        .isInstanceOf(EncryptedFileException.class)
        .hasMessageContaining("\"two\"");
  }

  @Test
  void nothingOfADocumentStandsInAnyFileThatCompactionWrites() throws IOException {
    CouchFile source = source();
    Set<String> texts = new TreeSet<>();
    files.setGate((call, name, position, length) -> {
      if (call == Call.REMOVE || call == Call.CLOSE) {
        texts.add(new String(files.bytes(name), StandardCharsets.ISO_8859_1));
      }
      return length;
    });
    copy(source, "first", Keys.FIRST).close();
    files.removeGate();
    assertThat(texts).hasSizeGreaterThan(DOCUMENTS / 7);
    for (String text : texts) {
      assertThat(text).doesNotContain("secret").doesNotContain("doc-");
    }
    assertThat(new String(files.bytes(Samples.NAME), StandardCharsets.ISO_8859_1))
        .as("the plain source")
        .contains("secret");
  }

  private CouchFile source() throws IOException {
    CouchFile file = Samples.create(files, CouchOptions.defaults().withNodeSizeThreshold(300));
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      String id = "doc-" + i * 7919 % DOCUMENTS;
      changes.add(
          i % 9 == 0 ? Samples.delete(id, i + 1) : Samples.set(id, i + 1, "secret ".repeat(i)));
    }
    file.commit(Samples.save(file, changes));
    return file;
  }

  /** Fills a new file from {@code source}, opens it anew, and checks and compares it. */
  private CouchFile copy(CouchFile source, String name, Encryption encryption) throws IOException {
    CouchOptions options =
        CouchOptions.defaults().withNodeSizeThreshold(300).withEncryption(encryption);
    Header from = source.lastHeader().header();
    try (CouchFile target = CouchFile.create(files, name, options, InitialHeader.NONE);
        BulkLoad load = BulkLoad.into(target, 7)) {
      for (DocumentInfo info : Samples.bySeqno(source, from)) {
        load.add(source.bySeqno(from, 0, Long.MAX_VALUE), info);
      }
      LocalDocument local = new LocalDocument(Bytes.ofUtf8("_local/a"), Bytes.ofUtf8("secret"));
      target.commit(load.finish(List.of(local), from.updateSeqno(), 0, 1));
    }
    CouchFile copied = open(name, encryption);
    assertThat(CouchFileCheck.run(copied, copied.lastHeader())).matches(CheckReport::isClean);
    assertThat(contents(copied)).isEqualTo(contents(source));
    return copied;
  }

  private CouchFile open(String name, Encryption encryption) throws IOException {
    return CouchFile.open(
        files,
        name,
        OpenMode.READ,
        HeaderSearch.STRICT,
        CouchOptions.defaults().withEncryption(encryption));
  }

  /** Every version of the newest header, placed nowhere, and its body. */
  private static Map<DocumentInfo, Bytes> contents(CouchFile file) throws IOException {
    Map<DocumentInfo, Bytes> contents = new LinkedHashMap<>();
    for (DocumentInfo info : Samples.byId(file, file.lastHeader().header())) {
      DocumentInfo placedNowhere = new DocumentInfo(
          info.id(),
          info.seqno(),
          info.revisionSeqno(),
          info.deleted(),
          info.contentMeta(),
          info.revisionMetadata(),
          0,
          0);
      contents.put(placedNowhere, file.body(info));
    }
    return contents;
  }
}
