package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.bucket.StoredDocument;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Stamp;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.PctScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Expired documents beside newer writes and changes of state. What the real store did wrong here
 * (MB-49207, MB-16357, MB-19382) is planted as a listener of compactions that deletes in its own way, and
 * has to be found.
 */
class BucketExpiryTest {
  private static final int EXECUTIONS_MAX = 400;
  private static final Bytes ID = Bytes.ofUtf8("a");
  private static final Bytes NEW = Bytes.ofUtf8("new");
  private static final CompactionOptions PLAIN = CompactionOptions.defaults();
  private static final BucketOptions OPTIONS =
      BucketOptions.defaults().withVBuckets(1).withFlush(FlushOptions.defaults().withFlushers(1));

  /** What one task does. */
  @FunctionalInterface
  private interface Script {
    void run(Bucket bucket) throws IOException;
  }

  /** What must hold when all tasks have ended and before the bucket is closed. */
  @FunctionalInterface
  private interface Property {
    void check(Bucket bucket) throws IOException;
  }

  /** The high seqno when the change to a replica was durable, of one execution. */
  private long seqnoAsReplica;

  @Test
  void aCompactionRemovesAnExpiredDocumentAndNeverANewerOne() {
    explore(
        new PctScheduler(3, 1, EXECUTIONS_MAX),
        BucketExpiryTest::holdsTheNewWrite,
        bucket -> bucket.compact(0, PLAIN).await(),
        bucket -> bucket.set(0, ID, NEW));
  }

  @Test
  void aReaderRemovesAnExpiredDocumentAndNeverANewerOne() {
    explore(
        new BoundedScheduler(2),
        BucketExpiryTest::holdsTheNewWrite,
        bucket -> bucket.get(0, ID),
        bucket -> bucket.set(0, ID, NEW));
  }

  @Test
  void anExpiredDocumentBecomesOneTombstoneWhoeverMeetsIt() {
    explore(
        new PctScheduler(3, 2, EXECUTIONS_MAX),
        bucket -> {
          bucket.awaitPersisted(0, bucket.highSeqno(0));
          VBucketStatistics statistics = bucket.vbuckets().get(0).statistics();
          assertThat(statistics.items()).isZero();
          assertThat(statistics.tombstones()).isEqualTo(1);
          assertThat(statistics.persistedSeqno()).as("one deletion").isEqualTo(2);
        },
        bucket -> bucket.compact(0, PLAIN).await(),
        bucket -> bucket.get(0, ID));
  }

  @Test
  void onlyAnActiveVBucketExpiresDocuments() {
    Set<Long> seqnos = new TreeSet<>();
    explore(
        new PctScheduler(3, 3, EXECUTIONS_MAX),
        bucket -> {
          givesOutNoSeqnoAsReplica(bucket);
          seqnos.add(bucket.highSeqno(0));
        },
        bucket -> bucket.compact(0, PLAIN).await(),
        this::becomeReplica);
    assertThat(seqnos).as("expired before the change of state, or not at all").contains(1L, 2L);
  }

  @Test
  void anExpiryThatDoesNotLookForANewerVersionIsFound() {
    assertThatThrownBy(() -> explore(
            new PctScheduler(3, 1, EXECUTIONS_MAX),
            BucketExpiryTest::holdsTheNewWrite,
            bucket -> bucket.compact(0, deletingEveryVersion(bucket)).await(),
            bucket -> bucket.set(0, ID, NEW)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the newer write");
  }

  @Test
  void anExpiryThatLooksAtTheStateBeforeItTakesTheLockIsFound() {
    assertThatThrownBy(() -> explore(
            new PctScheduler(3, 3, EXECUTIONS_MAX),
            this::givesOutNoSeqnoAsReplica,
            bucket -> bucket.compact(0, deletingIfItWasActive(bucket)).await(),
            this::becomeReplica))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a replica gives out no seqno");
  }

  private static void holdsTheNewWrite(Bucket bucket) throws IOException {
    assertThat(bucket.get(0, ID).map(StoredDocument::body))
        .as("the newer write")
        .contains(NEW);
  }

  private void becomeReplica(Bucket bucket) throws IOException {
    bucket.setState(0, Lifecycle.REPLICA);
    seqnoAsReplica = bucket.highSeqno(0);
  }

  private void givesOutNoSeqnoAsReplica(Bucket bucket) throws IOException {
    assertThat(bucket.highSeqno(0)).as("a replica gives out no seqno").isEqualTo(seqnoAsReplica);
  }

  /** MB-49207. */
  private static CompactionOptions deletingEveryVersion(Bucket bucket) {
    return PLAIN.withListener(onExpired(() -> bucket.delete(0, ID)));
  }

  /** MB-19382. */
  private static CompactionOptions deletingIfItWasActive(Bucket bucket) {
    return PLAIN.withListener(onExpired(() -> {
      if (bucket.vbuckets().get(0).statistics().state().equals(Lifecycle.ACTIVE.word())) {
        bucket.delete(0, ID);
      }
    }));
  }

  /** A planted reaction to an expired document. */
  @FunctionalInterface
  private interface Reaction {
    void react() throws IOException;
  }

  private static CompactionListener onExpired(Reaction reaction) {
    return new CompactionListener() {
      @Override
      public void expired(DocumentInfo document) {
        try {
          reaction.react();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static void explore(Scheduler scheduler, Property property, Script... scripts) {
    for (int i = 0; i < EXECUTIONS_MAX && scheduler.beginExecution(); i++) {
      Simulation simulation = new Simulation(
          oneExpiredDocument(), scheduler, SimulationOptions.defaults().withStepsMax(20_000));
      simulation.start("store", () -> runAll(simulation, property, scripts));
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      assertThat(result.ending())
          .as("%s %s %s", result.schedule(), result.waiting(), result.failure())
          .isEqualTo(Ending.COMPLETED);
    }
  }

  private static void runAll(Simulation simulation, Property property, Script[] scripts) {
    try (Bucket bucket = Bucket.open(simulation.platform(), OPTIONS)) {
      List<Task> tasks = new ArrayList<>();
      for (int i = 0; i < scripts.length; i++) {
        Script script = scripts[i];
        tasks.add(simulation.platform().start("client " + i, () -> run(script, bucket)));
      }
      tasks.forEach(Task::join);
      property.check(bucket);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Script script, Bucket bucket) {
    try {
      script.run(bucket);
    } catch (IOException e) {
      throw new AssertionError("a client got an error", e);
    }
  }

  /** A store with one vbucket and one document in it, which expired long ago. */
  private static SimulatedDisk oneExpiredDocument() {
    SimulatedDisk disk = new SimulatedDisk();
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
      vbucket.flush(new WriteBatch().set(ID, Bytes.ofUtf8("old"), Stamp.of(1, 1 << 16, 1)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return disk;
  }
}
