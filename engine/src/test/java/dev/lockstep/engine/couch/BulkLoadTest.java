package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkLoadTest {
  private static final String TARGET = "0.couch.1.compact";
  private static final int DOCUMENTS = 300;

  private final MemoryFiles files = new MemoryFiles();

  @ParameterizedTest
  @CsvSource({"1, V14", "2, V13", "7, V14", "299, V11", "300, V14", "100000, V12"})
  void copiesEverythingWhateverTheSortHoldsInMemory(int sortEntriesMax, DiskVersion version)
      throws IOException {
    CouchFile source = source();
    CouchFile target = target(version);
    List<LocalDocument> locals = List.of(
        new LocalDocument(Bytes.ofUtf8("_local/b"), Bytes.EMPTY),
        new LocalDocument(Bytes.ofUtf8("_local/a"), Bytes.ofUtf8("x")));
    CommittedHeader committed = load(source, target, sortEntriesMax, locals);
    CheckReport report = CouchFileCheck.run(target, committed);
    assertThat(report).matches(CheckReport::isClean);
    assertThat(report.locals()).isEqualTo(2);
    Header sourceHeader = source.lastHeader().header();
    assertThat(target.counts(committed.header())).isEqualTo(source.counts(sourceHeader));
    List<DocumentInfo> from = Samples.byId(source, sourceHeader);
    List<DocumentInfo> to = Samples.byId(target, committed.header());
    assertThat(to)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("bodyPosition")
        .isEqualTo(from);
    for (int i = 0; i < from.size(); i++) {
      assertThat(target.storedBody(to.get(i))).isEqualTo(source.storedBody(from.get(i)));
    }
    assertThat(files.list()).containsExactly(Samples.NAME, TARGET);
  }

  /** They are written and read in pieces of 64 KiB, which end anywhere in an entry. */
  @Test
  void copiesEverythingByTemporaryFilesOfManyPieces() throws IOException {
    CouchFile source = Samples.create(files, CouchOptions.defaults());
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      changes.add(Samples.set(i * 37 % 150 + "-" + "x".repeat(1_000 + 13 * i), i + 1, ""));
    }
    source.commit(Samples.save(source, changes));
    CouchFile target = target(DiskVersion.V14);
    CommittedHeader committed = load(source, target, 100, List.of());
    assertThat(CouchFileCheck.run(target, committed)).matches(CheckReport::isClean);
    assertThat(Samples.byId(target, committed.header()))
        .extracting(DocumentInfo::id)
        .containsExactlyElementsOf(Samples.byId(source, source.lastHeader().header()).stream()
            .map(DocumentInfo::id)
            .toList());
  }

  @Test
  void anEmptyLoadHasNoRoots() throws IOException {
    CouchFile target = target(DiskVersion.V14);
    try (BulkLoad load = BulkLoad.into(target)) {
      Header header = target.commit(load.finish(List.of(), 9, 5, 3)).header();
      assertThat(header)
          .isEqualTo(Header.empty(DiskVersion.V14)
              .withUpdateSeqno(9)
              .withPurgeSeqno(5)
              .withTimestampNanos(3)
              .withPreviousPosition(0));
    }
  }

  @Test
  void removesItsTemporaryFilesWhereverItFails() throws IOException {
    CouchFile source = source();
    for (int failing = 0; ; failing++) {
      if (!failsAtCall(source, failing)) {
        assertThat(failing).isGreaterThan(DOCUMENTS);
        return;
      }
      assertThat(files.list()).noneMatch(name -> name.contains(".sort."));
      assertThat(files.openHandles()).containsOnly(Samples.NAME);
    }
  }

  @Test
  void takesTheNameOfALeftover() throws IOException {
    files.put(TARGET + ".sort.0", new byte[10]);
    load(source(), target(DiskVersion.V14), 10, List.of());
    assertThat(files.list()).containsExactly(Samples.NAME, TARGET);
  }

  @Test
  void refusesTwoDocumentsOfOneId() throws IOException {
    CouchFile source = source();
    CouchFile target = target(DiskVersion.V14);
    DocumentInfo one = Samples.bySeqno(source, source.lastHeader().header()).get(0);
    DocumentInfo again =
        Samples.set(one.id().toString(), 1000, "").storedAt(one.bodyPosition(), one.physicalSize());
    try (BulkLoad load = BulkLoad.into(target, 1)) {
      DocumentCursor cursor = source.bySeqno(source.lastHeader().header(), 0, Long.MAX_VALUE);
      load.add(cursor, one);
      load.add(cursor, again);
      assertThatThrownBy(() -> load.finish(List.of(), 1000, 0, 0))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(one.id().toString());
    }
  }

  /** Loads with the call of that number refused. Returns whether there was such a call. */
  private boolean failsAtCall(CouchFile source, int failing) throws IOException {
    CouchFile target = target(DiskVersion.V14);
    int[] call = {0};
    boolean[] refused = {false};
    files.setGate((kind, name, position, length) -> {
      boolean counted = name.startsWith(TARGET) && kind != Call.REMOVE && kind != Call.CLOSE;
      if (counted && call[0]++ == failing) {
        refused[0] = true;
        throw new IOException("refused");
      }
      return length;
    });
    try {
      load(source, target, 2, List.of());
    } catch (IOException e) {
      assertThat(e).hasMessage("refused");
    }
    files.removeGate();
    target.close();
    files.remove(TARGET);
    return refused[0];
  }

  private static CommittedHeader load(
      CouchFile source, CouchFile target, int sortEntriesMax, List<LocalDocument> locals)
      throws IOException {
    Header header = source.lastHeader().header();
    Header draft;
    try (BulkLoad load = BulkLoad.into(target, sortEntriesMax)) {
      for (DocumentInfo info : Samples.bySeqno(source, header)) {
        load.add(source.bySeqno(header, 0, Long.MAX_VALUE), info);
      }
      draft = load.finish(locals, header.updateSeqno(), 0, 1);
    }
    return target.commit(draft);
  }

  private CouchFile source() throws IOException {
    CouchFile source = Samples.create(files, CouchOptions.defaults());
    Random random = new Random(1);
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      String id = "doc-" + i * 7919 % DOCUMENTS;
      changes.add(
          i % 10 == 0
              ? Samples.delete(id, i + 1)
              : Samples.set(id, i + 1, "b".repeat(random.nextInt(300))));
    }
    source.commit(Samples.save(source, changes));
    return source;
  }

  private CouchFile target(DiskVersion version) throws IOException {
    CouchOptions options = new CouchOptions(version, 200);
    return CouchFile.create(files, TARGET, options, InitialHeader.NONE);
  }
}
