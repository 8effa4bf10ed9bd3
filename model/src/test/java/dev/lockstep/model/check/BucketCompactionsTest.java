package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import dev.lockstep.engine.schedule.CompactionCancelledException;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import dev.lockstep.engine.vbucket.Stamp;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.disk.SimulatedDisk;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A bucket's compactions beside writers, deletion, rollback and close: everyone who asked is answered,
 * every task ends, and nothing that was taken is lost. In so many orders as {@link #EXECUTIONS_MAX}.
 */
class BucketCompactionsTest {
  private static final int EXECUTIONS_MAX = 400;
  private static final CompactionOptions PLAIN = CompactionOptions.defaults();
  private static final BucketOptions OPTIONS =
      BucketOptions.defaults().withVBuckets(1).withFlush(FlushOptions.defaults().withFlushers(1));

  /** Every file is due at every look. */
  private static final AutoCompactionOptions ALL = AutoCompactionOptions.defaults()
      .withIntervalSeconds(1)
      .withFileSizeMin(0)
      .withFragmentationPercentMin(1);

  /** What one task of a client does. */
  @FunctionalInterface
  private interface Script {
    void run(Bucket bucket, Seen seen) throws IOException;
  }

  /** What the clients of one execution saw. */
  private static final class Seen {
    final List<String> answers = new ArrayList<>();
    final List<Bytes> taken = new ArrayList<>();
    final Platform platform;
    boolean asked;
    String onlyFile = "";

    Seen(Platform platform) {
      this.platform = platform;
    }
  }

  @Test
  void whoeverAsksWhileTheBucketIsClosedIsAnswered() {
    Set<String> answers = explored(
        OPTIONS, new BoundedScheduler(1), BucketCompactionsTest::compact, (bucket, seen) -> {
          bucket.close();
        });
    assertThat(answers).contains("switched", "called off");
  }

  @Test
  void aDeletedVBucketIsNotCompactedInItsNextGeneration() {
    Set<String> answers = explored(
        OPTIONS,
        new PctScheduler(3, 11, EXECUTIONS_MAX),
        BucketCompactionsTest::compact,
        (bucket, seen) -> {
          boolean askedBefore = seen.asked;
          bucket.deleteVBucket(0);
          bucket.createVBucket(0, Lifecycle.ACTIVE);
          if (askedBefore) {
            seen.onlyFile = "0.couch." + bucket.vbuckets().get(0).generation();
          }
        });
    assertThat(answers).contains("switched", "called off", "aborted");
  }

  @Test
  void aRollbackCallsOffWhatWasAskedForBefore() {
    Set<String> answers = explored(
        OPTIONS,
        new PctScheduler(3, 11, EXECUTIONS_MAX),
        BucketCompactionsTest::compact,
        (bucket, seen) -> {
          bucket.rollback(0, 1);
        });
    assertThat(answers).contains("switched", "called off", "aborted");
  }

  @Test
  void autoCompactionBesideAWriterAndAClose() {
    Set<Long> revisions = autoCompacted(new BoundedScheduler(1));
    assertThat(revisions).as("revisions after closing").contains(1L, 2L);
  }

  @Test
  void autoCompactionInRandomOrders() {
    assertThat(autoCompacted(new PctScheduler(3, 5, EXECUTIONS_MAX))).contains(1L, 2L);
  }

  /** Of six looks the first one compacts, and the first one after a write. */
  @Test
  void whatAutoCompactionLeftIsNotCompactedAgainBeforeItChanges() {
    List<Long> revisions = new ArrayList<>();
    explored(OPTIONS.withAutoCompaction(ALL), new BoundedScheduler(0), (bucket, seen) -> {
      revisions.clear();
      for (int half = 1; half <= 2; half++) {
        pause(seen.platform, 3 * ALL.intervalSeconds() * 1_000_000_000L);
        revisions.add(bucket.vbuckets().get(0).statistics().revision());
        write(bucket, seen, "b");
      }
    });
    assertThat(revisions).containsExactly(2L, 3L);
  }

  /** Of three looks the first one asks for a compaction that gives up, the second for one that does not. */
  @Test
  void whatGaveUpIsCompactedAtTheNextLook() {
    List<Bucket> toBeAborted = new ArrayList<>();
    CompactionListener abortsTheFirst = new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        toBeAborted.forEach(BucketCompactionsTest::abort);
        toBeAborted.clear();
      }
    };
    AutoCompactionOptions automatic = ALL.withCompaction(PLAIN.withListener(abortsTheFirst));
    List<Long> revisions = new ArrayList<>();
    explored(OPTIONS.withAutoCompaction(automatic), new BoundedScheduler(0), (bucket, seen) -> {
      toBeAborted.add(bucket);
      pause(seen.platform, 3 * ALL.intervalSeconds() * 1_000_000_000L);
      revisions.add(bucket.vbuckets().get(0).statistics().revision());
      assertThat(bucket.statistics().compactions().aborted()).isEqualTo(1);
    });
    assertThat(revisions).isNotEmpty().containsOnly(2L);
  }

  private static void abort(Bucket bucket) {
    try {
      bucket.vbuckets().get(0).abortCompaction();
    } catch (VBucketClosedException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Long> autoCompacted(Scheduler scheduler) {
    Set<Long> revisions = new TreeSet<>();
    explored(
        OPTIONS.withAutoCompaction(ALL),
        scheduler,
        (bucket, seen) -> {
          write(bucket, seen, "b");
          write(bucket, seen, "c");
        },
        (bucket, seen) -> {
          pause(seen.platform, ALL.intervalSeconds() * 1_000_000_000L);
          revisions.add(bucket.vbuckets().get(0).statistics().revision());
          bucket.close();
        });
    return revisions;
  }

  private static void compact(Bucket bucket, Seen seen) throws IOException {
    try {
      CompactionTicket ticket = bucket.compact(0, PLAIN);
      seen.asked = true;
      Status status = ticket.await().status();
      seen.answers.add(status == Status.SWITCHED ? "switched" : "aborted");
    } catch (CompactionCancelledException e) {
      seen.answers.add("called off");
    } catch (NoSuchVBucketException e) {
      seen.answers.add("not there");
    } catch (VBucketClosedException e) {
      seen.answers.add("closed");
    }
  }

  private static void pause(Platform platform, long nanos) {
    Mutex mutex = platform.newMutex("pause");
    Condition over = mutex.newCondition("the end of a pause");
    mutex.lock();
    over.awaitNanos(nanos);
    mutex.unlock();
  }

  private static void write(Bucket bucket, Seen seen, String id) throws IOException {
    try {
      bucket.set(0, Bytes.ofUtf8(id), Bytes.ofUtf8("new"));
      seen.taken.add(Bytes.ofUtf8(id));
    } catch (VBucketClosedException closed) {
      assertThat(closed).isNotNull();
    }
  }

  private static Set<String> explored(
      BucketOptions options, Scheduler scheduler, Script... scripts) {
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < EXECUTIONS_MAX && scheduler.beginExecution(); i++) {
      Simulation simulation = new Simulation(
          twoCommits(), scheduler, SimulationOptions.defaults().withStepsMax(20_000));
      Seen seen = new Seen(simulation.platform());
      simulation.start("store", () -> runAll(simulation, options, scripts, seen));
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      assertThat(result.ending())
          .as("%s %s %s", result.schedule(), result.waiting(), result.failure())
          .isEqualTo(Ending.COMPLETED);
      check(simulation.disk(), seen);
      answers.addAll(seen.answers);
    }
    return answers;
  }

  private static void runAll(
      Simulation simulation, BucketOptions options, Script[] scripts, Seen seen) {
    try {
      Bucket bucket = Bucket.open(simulation.platform(), options);
      List<Task> tasks = new ArrayList<>();
      for (int i = 0; i < scripts.length; i++) {
        Script script = scripts[i];
        tasks.add(simulation.platform().start("client " + i, () -> run(script, bucket, seen)));
      }
      tasks.forEach(Task::join);
      bucket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Script script, Bucket bucket, Seen seen) {
    try {
      script.run(bucket, seen);
    } catch (IOException e) {
      throw new AssertionError("a client got an error", e);
    }
  }

  /** One file, no compact file, and every write that was taken. */
  private static void check(SimulatedDisk disk, Seen seen) {
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    try {
      assertThat(platform.files().list())
          .hasSize(1)
          .allSatisfy(name -> assertThat(name).startsWith(seen.onlyFile));
      try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
        for (Bytes id : seen.taken) {
          assertThat(vbucket.get(id)).map(Document::body).contains(Bytes.ofUtf8("new"));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A store with one vbucket: two commits of one document each. */
  private static SimulatedDisk twoCommits() {
    SimulatedDisk disk = new SimulatedDisk();
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
      for (long seqno = 1; seqno <= 2; seqno++) {
        vbucket.flush(new WriteBatch()
            .set(Bytes.ofUtf8("a"), Bytes.ofUtf8("old " + seqno), Stamp.of(seqno, seqno << 16, 0)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return disk;
  }
}
