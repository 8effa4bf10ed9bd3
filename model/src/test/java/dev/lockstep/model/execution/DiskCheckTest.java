package dev.lockstep.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.ChangeListener;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.FaultyParts;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.DiskCheck.Awakening;
import dev.lockstep.model.history.History;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Damage done to a disk by hand is found when the store wakes up. */
class DiskCheckTest {
  private static final String FILE = "0.couch.1";

  private static Scenario scenario(Operation... afterCrash) {
    return Scenarios.withCrash(
        Scenarios.of(Search.bounded(0), List.of(Scenarios.set("a", "1"), Scenarios.set("b", "2"))),
        afterCrash);
  }

  private static SimulatedDisk diskOf(Scenario scenario) throws ScenarioException {
    return PreparedScenario.of(scenario).disk().fork();
  }

  private static StorageFiles filesOf(SimulatedDisk disk) {
    return new ImmediatePlatform(disk, new VirtualClock()).files();
  }

  /** Commits something that no vbucket would. */
  private interface Damage {
    Header on(CouchFile couch, Header header) throws IOException;
  }

  private static void damage(SimulatedDisk disk, Damage damage) throws IOException {
    try (CouchFile couch = CouchFile.open(
        filesOf(disk), FILE, OpenMode.WRITE, HeaderSearch.STRICT, CouchOptions.defaults())) {
      couch.commit(damage.on(couch, couch.lastHeader().header()));
    }
    disk.settle();
  }

  private static Violation violation(Awakening awakening) {
    return Objects.requireNonNull(awakening.violation(), "nothing was found");
  }

  @Test
  void aHealthyDiskShowsItsStoreAndIsWokenOnce() throws ScenarioException {
    Scenario scenario = scenario(
        Scenarios.set("c", "3"),
        new Operation.Get("a"),
        Scenarios.compact(),
        new Operation.Rollback(2),
        new Operation.Scan(),
        new Operation.Rollback(0),
        Scenarios.set("d", "4"));
    SimulatedDisk disk = diskOf(scenario);
    DiskCheck check = new DiskCheck(scenario);
    Awakening awakening = check.wake(disk);
    assertThat(awakening.violation()).isNull();
    assertThat(((Answer.Seen) Objects.requireNonNull(awakening.shown())).view().entries())
        .hasSize(2);
    assertThat(check.wake(disk.fork())).isSameAs(awakening);
  }

  @Test
  void aDamagedHeaderMeansThatTheStoreDoesNotRecover() throws Exception {
    Scenario scenario = scenario();
    SimulatedDisk disk = diskOf(scenario);
    int lastBlock = (disk.bytes(FILE).length - 2) / 4096 * 4096;
    try (StorageFile file = filesOf(disk).open(FILE, OpenMode.WRITE)) {
      assertThat(file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), lastBlock + 20))
          .isEqualTo(3);
    }
    Awakening awakening = new DiskCheck(scenario).wake(disk);
    assertThat(awakening.shown()).isNull();
    assertThat(violation(awakening).property()).isEqualTo(Property.RECOVERS);
    assertThat(violation(awakening).seen()).contains(FILE);
  }

  @Test
  void countersThatARecountDoesNotGiveAreFound() throws Exception {
    Scenario scenario = scenario();
    SimulatedDisk disk = diskOf(scenario);
    Bytes wrong = Bytes.ofUtf8("{\"state\":\"active\",\"high_seqno\":\"2\",\"purge_seqno\":\"0\","
        + "\"high_completed_seqno\":\"0\",\"on_disk_prepares\":\"1\","
        + "\"on_disk_prepare_bytes\":\"9\"}");
    damage(
        disk,
        (couch, header) -> couch.saveLocals(
            header, List.of(new LocalChange(VBucketState.LOCAL_ID, Optional.of(wrong)))));
    Violation found = violation(new DiskCheck(scenario).wake(disk));
    assertThat(found.property()).isEqualTo(Property.COUNTERS);
    assertThat(found.seen()).contains("on_disk_prepares is 1").contains("recount gives 0");
  }

  @Test
  void indexesThatDisagreeAreFound() throws Exception {
    Scenario scenario = scenario();
    SimulatedDisk disk = diskOf(scenario);
    DocumentChange change = new DocumentChange(
        Bytes.ofUtf8("c"), 3, 1, false, 0, Bytes.EMPTY, Optional.of(Bytes.ofUtf8("3")));
    damage(disk, (couch, header) -> {
      Header saved = couch.saveDocuments(header, List.of(change), ChangeListener.IGNORED);
      return saved.withIndexes(saved.bySeqno(), header.byId());
    });
    Awakening awakening = new DiskCheck(scenario).wake(disk);
    assertThat(violation(awakening).property()).isEqualTo(Property.STRUCTURE);
  }

  @Test
  void aStoreThatRefusesItsWorkAfterTheCrashDoesNotRecover() throws ScenarioException {
    Scenario scenario = Scenarios.withFault(
        scenario(Scenarios.compact()), Property.RECOVERS, FaultyParts.compactorThatFails());
    Violation found = violation(new DiskCheck(scenario).wake(diskOf(scenario)));
    assertThat(found.property()).isEqualTo(Property.RECOVERS);
    assertThat(found.seen()).startsWith("compact answered: not done: IOException: no lock");
  }

  /** A bug that throws is a finding like any other, not the end of the checker. */
  @Test
  void anExceptionOfTheEngineIsAViolation() throws ScenarioException {
    Scenario healthy = scenario();
    Scenario scenario = Scenarios.withFault(healthy, Property.RECOVERS, new VBucketParts() {
      @Override
      public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
        return new WarmUp(platform, vbucket, options) {
          @Override
          protected @Nullable Revision choose(List<VBucketFileName> found) {
            throw new IllegalStateException("cannot choose");
          }
        };
      }
    });
    Violation found = violation(new DiskCheck(scenario).wake(diskOf(healthy)));
    assertThat(found.property()).isEqualTo(Property.RECOVERS);
    assertThat(found.seen()).isEqualTo("IllegalStateException: cannot choose");
  }

  @Test
  void aDiskThatShowsLessThanItDidIsNotDurable() throws ScenarioException {
    Scenario scenario = scenario();
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Judge judge = new Judge(prepared);
    Awakening awakening = new DiskCheck(scenario).wake(prepared.disk());
    assertThat(judge.reopened(
            prepared.disk(), new History(), Objects.requireNonNull(awakening.shown())))
        .isNull();
    Violation lost = Objects.requireNonNull(judge.reopened(
        new SimulatedDisk(), new History(), Objects.requireNonNull(awakening.shown())));
    assertThat(lost.property()).isEqualTo(Property.DURABLE);
    assertThat(lost.promised()).contains("2 b = 2");
    assertThat(lost.seen()).contains("no such vbucket");
  }
}
