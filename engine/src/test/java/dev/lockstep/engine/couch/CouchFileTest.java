package dev.lockstep.engine.couch;

import static dev.lockstep.engine.couch.Samples.NAME;
import static dev.lockstep.engine.couch.Samples.bySeqno;
import static dev.lockstep.engine.couch.Samples.delete;
import static dev.lockstep.engine.couch.Samples.save;
import static dev.lockstep.engine.couch.Samples.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CouchFileTest {
  private static final Bytes KEY = Bytes.ofUtf8("key");

  private final MemoryFiles files = new MemoryFiles();

  @ParameterizedTest
  @EnumSource(DiskVersion.class)
  void readsBackWhatItWroteInEveryVersion(DiskVersion version) throws IOException {
    CouchOptions options = CouchOptions.defaults().withVersion(version);
    try (CouchFile file = CouchFile.create(files, NAME, options, InitialHeader.WRITTEN)) {
      Header draft = file.lastHeader().header().withTimestampNanos(7);
      draft = file.saveDocuments(draft, List.of(set("a", 3, "one")), ChangeListener.IGNORED);
      draft =
          file.saveLocals(draft, List.of(new LocalChange(KEY, Optional.of(Bytes.ofUtf8("local")))));
      file.commit(draft);
    }
    try (CouchFile file = open()) {
      Header header = file.lastHeader().header();
      assertThat(header.version()).isEqualTo(version);
      assertThat(header.updateSeqno()).isEqualTo(3);
      assertThat(header.timestampNanos()).isEqualTo(version.hasTimestamp() ? 7 : 0);
      assertThat(file.get(header, Bytes.ofUtf8("a")).orElseThrow().body()).hasToString("one");
      assertThat(file.local(header, KEY)).contains(Bytes.ofUtf8("local"));
      assertThat(file.counts(header)).isEqualTo(new Counts(1, 0, 11, 1));
    }
  }

  @Test
  void decompressesABodyOnlyWhereItsContentMetaSaysSo() throws IOException {
    Bytes plain = Bytes.ofUtf8("x".repeat(5000));
    Bytes stored = Bytes.wrap(Compression.compress(plain.toArray()));
    DocumentChange change = new DocumentChange(
        KEY, 1, 1, false, DocumentInfo.COMPRESSED, Bytes.EMPTY, Optional.of(stored));
    CouchFile file = created();
    Header header = file.commit(save(file, List.of(change))).header();
    DocumentInfo info = file.info(header, KEY).orElseThrow();
    assertThat(file.body(info)).isEqualTo(plain);
    assertThat(file.storedBody(info)).isEqualTo(stored);
    assertThat(info.physicalSize()).isEqualTo(8 + stored.length());
  }

  @Test
  void keepsAnEmptyBodyApartFromNone() throws IOException {
    CouchFile file = created();
    DocumentChange tombstone = delete("b", 2);
    Header header = file.commit(save(file, List.of(set("a", 1, ""), tombstone))).header();
    DocumentInfo empty = file.info(header, Bytes.ofUtf8("a")).orElseThrow();
    DocumentInfo none = file.info(header, Bytes.ofUtf8("b")).orElseThrow();
    assertThat(empty.hasBody()).isTrue();
    assertThat(empty.physicalSize()).isEqualTo(8);
    assertThat(none.hasBody()).isFalse();
    assertThat(none.physicalSize()).isZero();
    assertThat(file.body(none)).isEqualTo(Bytes.EMPTY);
    assertThat(file.counts(header)).isEqualTo(new Counts(1, 1, 8, 2));
  }

  @Test
  void keepsTheHighestSeqnoOfSeveralChangesOfOneDocument() throws IOException {
    CouchFile file = created();
    List<Long> heard = new ArrayList<>();
    Header draft = file.saveDocuments(
        file.lastHeader().header(),
        List.of(set("a", 5, "new"), set("a", 3, "old"), set("b", 4, "b")),
        (change, previous) -> heard.add(change.seqno()));
    Header header = file.commit(draft).header();
    assertThat(heard).containsExactly(5L, 4L);
    assertThat(file.get(header, Bytes.ofUtf8("a")).orElseThrow().body()).hasToString("new");
    assertThat(seqnos(file, header)).containsExactly(4L, 5L);
  }

  @Test
  void tellsWhatAChangeReplaces() throws IOException {
    CouchFile file = created();
    file.commit(save(file, List.of(set("a", 1, "one"))));
    List<DocumentInfo> heard = new ArrayList<>();
    file.saveDocuments(
        file.lastHeader().header(), List.of(set("a", 2, "two")), (change, previous) -> {
          if (previous != null) {
            heard.add(previous);
          }
        });
    assertThat(heard).extracting(DocumentInfo::seqno).containsExactly(1L);
  }

  @Test
  void documentsKeepTheirSeqnosOrTakeEachOthers() throws IOException {
    CouchFile file = created();
    file.commit(save(file, List.of(set("a", 1, "one"), set("b", 2, "two"), set("c", 3, "three"))));
    CommittedHeader committed = file.commit(
        save(file, List.of(set("a", 1, "new"), set("b", 3, "new"), set("c", 2, "new"))));
    assertThat(bySeqno(file, committed.header()))
        .extracting(info -> info.seqno() + " " + info.id())
        .containsExactly("1 a", "2 c", "3 b");
    assertThat(CouchFileCheck.run(file, committed)).matches(CheckReport::isClean);
  }

  @Test
  void refusesASeqnoThatAnotherDocumentHas() throws IOException {
    CouchFile file = created();
    file.commit(save(file, List.of(set("a", 1, "one"))));
    assertThatThrownBy(() -> save(file, List.of(set("b", 1, "two"))))
        .hasMessageContaining("seqno 1 belongs to another document");
    assertThatThrownBy(() -> save(file, List.of(set("a", 1, "new"), set("b", 1, "two"))))
        .hasMessageContaining("has the seqno of another document");
  }

  @Test
  void savesADraftUponADraft() throws IOException {
    CouchFile file = created();
    Header first = save(file, List.of(set("a", 1, "one"), set("b", 2, "two")));
    Header second =
        file.saveDocuments(first, List.of(set("a", 3, "three")), ChangeListener.IGNORED);
    Header header = file.commit(second).header();
    assertThat(seqnos(file, header)).containsExactly(2L, 3L);
    assertThat(file.counts(header)).isEqualTo(new Counts(2, 0, 24, 2));
  }

  @Test
  void commitsInOneWriteAndOneFlip() throws IOException {
    CouchFile file = created();
    List<MemoryFiles.Call> calls = new ArrayList<>();
    files.setGate((call, name, position, length) -> {
      calls.add(call);
      return length;
    });
    Header draft = save(file, List.of(set("a", 1, "one")));
    draft = file.saveLocals(draft, List.of(new LocalChange(KEY, Optional.of(KEY))));
    file.commit(draft);
    assertThat(calls)
        .containsExactly(
            MemoryFiles.Call.WRITE,
            MemoryFiles.Call.SYNC,
            MemoryFiles.Call.WRITE,
            MemoryFiles.Call.SYNC);
  }

  @Test
  void leavesNoTraceOfAnAbandonedDraft() throws IOException {
    CouchFile file = created();
    byte[] before = files.bytes(NAME);
    Header draft = save(file, List.of(set("a", 1, "one")));
    file.abandon();
    assertThat(files.bytes(NAME)).isEqualTo(before);
    assertThatThrownBy(() -> file.commit(draft)).isInstanceOf(AssertionError.class);
    Header header = file.commit(save(file, List.of(set("b", 1, "two")))).header();
    assertThat(file.info(header, Bytes.ofUtf8("a"))).isEmpty();
  }

  @Test
  void hasNoRootsOnceEverythingIsRemoved() throws IOException {
    CouchFile file = created();
    Header draft = file.lastHeader().header();
    draft = file.saveLocals(draft, List.of(new LocalChange(KEY, Optional.of(KEY))));
    file.commit(draft);
    draft = file.saveLocals(draft, List.of(new LocalChange(KEY, Optional.empty())));
    assertThat(file.commit(draft).header().local()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(DiskVersion.class)
  void rewindsHeaderByHeaderToTheFirst(DiskVersion version) throws IOException {
    CouchOptions options = CouchOptions.defaults().withVersion(version);
    CouchFile file = CouchFile.create(files, NAME, options, InitialHeader.WRITTEN);
    for (int seqno = 1; seqno <= 3; seqno++) {
      file.commit(save(file, List.of(set("a", seqno, "x".repeat(seqno * 5000)))));
    }
    List<Long> seqnos = new ArrayList<>();
    Optional<CommittedHeader> header = Optional.of(file.lastHeader());
    while (header.isPresent()) {
      seqnos.add(header.get().header().updateSeqno());
      header = file.previous(header.get());
    }
    assertThat(seqnos).containsExactly(3L, 2L, 1L, 0L);
  }

  @Test
  void followsTheHeaderItWasRewoundTo() throws IOException {
    CouchFile file = created();
    CommittedHeader first = file.commit(save(file, List.of(set("a", 1, "one"))));
    file.commit(save(file, List.of(set("a", 2, "two"))));
    file.rewind(first);
    CommittedHeader third = file.commit(save(file, List.of(set("a", 2, "other"))));
    assertThat(file.previous(third)).contains(first);
    assertThat(open().lastHeader()).isEqualTo(third);
  }

  @Test
  void startsAtOffsetOneWithoutAnInitialHeader() throws IOException {
    CouchFile file = CouchFile.create(files, NAME, CouchOptions.defaults(), InitialHeader.NONE);
    Header draft = file.saveDocuments(
        Header.empty(DiskVersion.V14), List.of(set("a", 1, "one")), ChangeListener.IGNORED);
    CommittedHeader committed = file.commit(draft);
    assertThat(file.info(committed.header(), Bytes.ofUtf8("a")).orElseThrow().bodyPosition())
        .isEqualTo(1);
    assertThat(committed.header().previousPosition()).isZero();
    assertThat(file.previous(committed)).isEmpty();
    assertThat(files.bytes(NAME)[0]).isZero();
  }

  private CouchFile created() throws IOException {
    return Samples.create(files, CouchOptions.defaults());
  }

  private CouchFile open() throws IOException {
    return Samples.open(files, OpenMode.READ);
  }

  private static List<Long> seqnos(CouchFile file, Header header) throws IOException {
    return bySeqno(file, header).stream().map(DocumentInfo::seqno).toList();
  }
}
