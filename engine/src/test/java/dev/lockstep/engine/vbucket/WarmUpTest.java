package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.opening.NothingToChooseException;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.state.MalformedStateException;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shutdown or a crash may leave, and what the next opening makes of it. */
class WarmUpTest {
  private final Store store = new Store();

  /** The files of revisions 1 and 2; revision 2 holds more. */
  private byte[] first = new byte[0];

  private byte[] second = new byte[0];

  @BeforeEach
  void makeTwoRevisions() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.set("a", "1"));
      first = store.files.bytes("0.couch.1");
      vbucket.compact(Store.compaction());
      vbucket.flush(Store.set("b", "2"));
      second = store.files.bytes("0.couch.2");
    }
    store.files.remove("0.couch.2");
  }

  private WarmUpReport reportOfOpening(String shown) throws IOException {
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket)).isEqualTo(shown);
      Store.check(vbucket);
      vbucket.flush(Store.set("next", "n"));
      vbucket.compact(Store.compaction());
      Store.check(vbucket);
      return vbucket.warmUpReport();
    }
  }

  @Test
  void theHighestRevisionWinsAndOlderOnesGo() throws IOException {
    store.files.put("0.couch.1", first);
    store.files.put("0.couch.2", second);
    assertThat(reportOfOpening("active 2, 1 a=1, 2 b=2"))
        .isEqualTo(new WarmUpReport(
            List.of("0.couch.1", "0.couch.2"),
            "0.couch.2",
            false,
            List.of("0.couch.1"),
            List.of()));
    assertThat(store.files.list()).containsExactly("0.couch.3");
  }

  @Test
  void revisionsAreComparedAsNumbers() throws IOException {
    store.files.put("0.couch.9", first);
    store.files.put("0.couch.10", second);
    assertThat(reportOfOpening("active 2, 1 a=1, 2 b=2").chosen()).isEqualTo("0.couch.10");
  }

  @Test
  void whatCompactionsLeftUnfinishedGoes() throws IOException {
    store.files.put("0.couch.1", first);
    store.files.put("0.couch.1.compact", second);
    store.files.put("0.couch.1.compact.sort.0", new byte[10]);
    store.files.put("0.couch.1.compact.sort.1", new byte[0]);
    store.files.put("0.couch.7.compact", second);
    assertThat(reportOfOpening("active 1, 1 a=1").removed())
        .containsExactly(
            "0.couch.1.compact",
            "0.couch.1.compact.sort.0",
            "0.couch.1.compact.sort.1",
            "0.couch.7.compact");
    assertThat(store.files.list()).containsExactly("0.couch.2");
  }

  @Test
  void otherVBucketsAndOtherFilesStay() throws IOException {
    List<String> others = List.of("1.couch.1", "1.couch.1.compact", "10.couch.2", "stats.json");
    others.forEach(name -> store.files.put(name, new byte[3]));
    store.files.put("0.couch.1", first);
    reportOfOpening("active 1, 1 a=1");
    assertThat(store.files.list()).containsAll(others).hasSize(others.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 9000})
  void theNewestRevisionIsSetAsideWhereItHasNoHeader(int size) throws IOException {
    byte[] headerless = new byte[size];
    store.files.put("0.couch.1", first);
    store.files.put("0.couch.2", headerless);
    assertThat(reportOfOpening("active 1, 1 a=1"))
        .isEqualTo(new WarmUpReport(
            List.of("0.couch.1", "0.couch.2"),
            "0.couch.1",
            false,
            List.of(),
            List.of("0.couch.2.damaged")));
    assertThat(store.files.list()).containsExactly("0.couch.2", "0.couch.2.damaged");
    assertThat(store.files.bytes("0.couch.2.damaged")).isEqualTo(headerless);
  }

  @Test
  void whatIsSetAsideTakesThePlaceOfNothingThatWasSetAsideBefore() throws IOException {
    byte[] earlier = {0, 1, 2};
    store.files.put("0.couch.1", first);
    store.files.put("0.couch.2", new byte[5]);
    store.files.put("0.couch.2.damaged", earlier);
    assertThat(reportOfOpening("active 1, 1 a=1").setAside())
        .containsExactly("0.couch.2.damaged.2");
    assertThat(store.files.bytes("0.couch.2.damaged")).isEqualTo(earlier);
    assertThat(store.files.bytes("0.couch.2.damaged.2")).isEqualTo(new byte[5]);
  }

  @Test
  void aVBucketOfWhichNoHeaderIsLeftDoesNotComeUpEmpty() throws IOException {
    store.files.put("0.couch.3", new byte[5000]);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(store::open)
          .isInstanceOf(NothingToChooseException.class)
          .hasMessageStartingWith("0.couch.3: no valid header")
          .hasMessageContaining("restore the file, or move it away");
      assertThat(store.files.list()).containsExactly("0.couch.3");
    }
  }

  @Test
  void recoveryBeginsAnewWhereNoHeaderIsLeftAndKeepsTheFile() throws IOException {
    store.files.put("0.couch.3", new byte[5000]);
    VBucketOptions options = VBucketOptions.defaults().withHeaderSearch(HeaderSearch.RECOVERY);
    try (VBucket vbucket = VBucket.open(store.platform, 0, options)) {
      assertThat(show(vbucket)).isEqualTo("active 0");
      assertThat(vbucket.warmUpReport())
          .isEqualTo(new WarmUpReport(
              List.of("0.couch.3"), "0.couch.4", true, List.of(), List.of("0.couch.3.damaged")));
    }
    assertThat(store.files.list()).containsExactly("0.couch.3.damaged", "0.couch.4");
  }

  @Test
  void anEmptyFileHidesNothingAndIsSetAside() throws IOException {
    store.files.put("0.couch.3", new byte[0]);
    assertThat(reportOfOpening("active 0"))
        .isEqualTo(new WarmUpReport(
            List.of("0.couch.3"), "0.couch.4", true, List.of(), List.of("0.couch.3.damaged")));
  }

  @Test
  void theLastHeadersTypeByteIsWrittenAgainBeforeItIsSynced() throws IOException {
    store.files.put("0.couch.1", first);
    List<String> calls = new ArrayList<>();
    store.files.setGate((call, name, position, length) -> {
      if (call == Call.WRITE || call == Call.SYNC) {
        calls.add(call + " " + position + " " + length);
      }
      return length;
    });
    store.open().close();
    int header = (first.length - 2) / 4096 * 4096;
    assertThat(calls).containsExactly("WRITE " + header + " 1", "SYNC 0 0");
    assertThat(store.files.bytes("0.couch.1")).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"on_disk_prepares\":\"1\"", ",\"on_disk_prepare_bytes\":\"7\""})
  void countersThatAnOlderProgramDidNotKeepAreRecounted(String kept) throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.prepare("k", "one"));
    }
    try (CouchFile couch = CouchFile.open(
        store.files, "0.couch.1", OpenMode.WRITE, HeaderSearch.STRICT, CouchOptions.defaults())) {
      LocalChange older = new LocalChange(
          VBucketState.LOCAL_ID, Optional.of(bytes("{\"state\":\"active\"" + kept + "}")));
      couch.commit(couch.saveLocals(couch.lastHeader().header(), List.of(older)));
    }
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.abort("k"));
      Store.check(vbucket);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4095, 5000})
  void anUnfinishedTailIsNoCommit(int garbage) throws IOException {
    byte[] longer = Arrays.copyOf(second, second.length + garbage);
    Arrays.fill(longer, second.length, longer.length, (byte) 0xA5);
    for (int block = 4096; block < longer.length; block += 4096) {
      if (block >= second.length) {
        longer[block] = 0;
      }
    }
    store.files.put("0.couch.2", longer);
    reportOfOpening("active 2, 1 a=1, 2 b=2");
  }

  private byte[] withDamagedNewestHeader() {
    byte[] damaged = second.clone();
    int lastBlock = (damaged.length - 2) / 4096 * 4096;
    damaged[lastBlock + 20] ^= 1;
    return damaged;
  }

  @Test
  void aDamagedNewestHeaderStopsTheOpeningAndChangesNothing() throws IOException {
    byte[] damaged = withDamagedNewestHeader();
    store.files.put("0.couch.1", first);
    store.files.put("0.couch.2", damaged);
    store.files.put("0.couch.2.compact", first);
    assertThatThrownBy(store::open)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("0.couch.2");
    assertThat(store.files.list()).containsExactly("0.couch.1", "0.couch.2", "0.couch.2.compact");
    assertThat(store.files.bytes("0.couch.2")).isEqualTo(damaged);
    assertThat(store.files.openHandles()).isEmpty();
  }

  @Test
  void recoveryFallsBackToTheHeaderBefore() throws IOException {
    store.files.put("0.couch.2", withDamagedNewestHeader());
    VBucketOptions options = VBucketOptions.defaults().withHeaderSearch(HeaderSearch.RECOVERY);
    try (VBucket vbucket = VBucket.open(store.platform, 0, options)) {
      assertThat(show(vbucket)).isEqualTo("active 1, 1 a=1");
      vbucket.flush(Store.set("c", "3"));
    }
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket)).isEqualTo("active 2, 1 a=1, 2 c=3");
      Store.check(vbucket);
    }
  }

  @Test
  void aHalfMadeCreationIsBegunAnew() throws IOException {
    store.files.put("0.couch.0.compact", new byte[0]);
    assertThat(reportOfOpening("active 0"))
        .isEqualTo(new WarmUpReport(
            List.of("0.couch.0.compact"),
            "0.couch.1",
            true,
            List.of("0.couch.0.compact"),
            List.of()));
  }

  @Test
  void aCreationLeftoverDoesNotHideTheVBucket() throws IOException {
    store.files.put("0.couch.1", first);
    store.files.put("0.couch.0.compact", second);
    assertThat(reportOfOpening("active 1, 1 a=1").removed()).containsExactly("0.couch.0.compact");
  }

  @Test
  void aCreationThatFailsAfterItHasOpenedTheFileLeavesNothing() throws IOException {
    store.platform.at(Milestones.VBUCKET_CREATED, () -> {
      throw new IOException("on purpose");
    });
    assertThatThrownBy(store::open).hasRootCauseMessage("on purpose");
    assertThat(store.files.openHandles()).isEmpty();
    assertThat(store.files.list()).isEmpty();
  }

  private void putFileWithLocals(LocalChange... locals) throws IOException {
    CouchOptions options = CouchOptions.defaults();
    try (CouchFile couch =
        CouchFile.create(store.files, "0.couch.1", options, InitialHeader.WRITTEN)) {
      if (locals.length > 0) {
        couch.commit(couch.saveLocals(Header.empty(DiskVersion.V14), List.of(locals)));
      }
    }
  }

  @Test
  void aCommitWithoutStateDocumentIsRefusedWithTheFilesName() throws IOException {
    putFileWithLocals();
    assertThatThrownBy(store::open)
        .isInstanceOf(MalformedStateException.class)
        .hasMessageContaining("0.couch.1");
    assertThat(store.files.openHandles()).isEmpty();
    assertThat(store.files.list()).containsExactly("0.couch.1");
  }

  @Test
  void aMalformedStateDocumentIsRefusedAndTheFileKept() throws IOException {
    putFileWithLocals(new LocalChange(VBucketState.LOCAL_ID, Optional.of(bytes("{\"state\":7}"))));
    assertThatThrownBy(store::open)
        .isInstanceOf(MalformedStateException.class)
        .hasMessageContaining("state is '7'")
        .hasMessageContaining("0.couch.1");
    assertThat(store.files.openHandles()).isEmpty();
    assertThat(store.files.list()).containsExactly("0.couch.1");
  }

  @Test
  void theStateOfANewVBucketIsTheOneAskedForAndLaterOnesAreKept() throws IOException {
    VBucketOptions replica = VBucketOptions.defaults().withCreatedAs(Lifecycle.REPLICA);
    try (VBucket vbucket = VBucket.open(store.platform, 5, replica)) {
      assertThat(show(vbucket)).isEqualTo("replica 0");
      vbucket.flush(new WriteBatch().state(Lifecycle.DEAD));
    }
    try (VBucket vbucket = VBucket.open(store.platform, 5, replica)) {
      assertThat(show(vbucket)).isEqualTo("dead 0");
      assertThat(vbucket.warmUpReport().created()).isFalse();
    }
  }

  @Test
  void twoVBucketsOfOneDirectoryDoNotMix() throws IOException {
    try (VBucket one = VBucket.open(store.platform, 1, VBucketOptions.defaults());
        VBucket ten = VBucket.open(store.platform, 10, VBucketOptions.defaults())) {
      one.flush(Store.set("a", "one"));
      ten.flush(Store.set("a", "ten"));
      one.compact(Store.compaction());
      assertThat(show(one)).isEqualTo("active 1, 1 a=one");
      assertThat(show(ten)).isEqualTo("active 1, 1 a=ten");
    }
    assertThat(store.files.list()).containsExactly("1.couch.2", "10.couch.1");
  }
}
