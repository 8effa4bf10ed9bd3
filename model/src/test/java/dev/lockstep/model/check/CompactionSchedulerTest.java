package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.schedule.CompactionCancelledException;
import dev.lockstep.engine.schedule.CompactionScheduler;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The compaction scheduler in the orders of its steps without a preemption and with one, so many of them
 * as {@link #EXECUTIONS_MAX}.
 */
class CompactionSchedulerTest {
  private static final int PREEMPTIONS_MAX = 1;
  private static final int EXECUTIONS_MAX = 2_000;
  private static final CompactionOptions PLAIN = CompactionOptions.defaults();

  /** Compactions that take a step each and watch that no rule is broken. */
  private static final class Watched implements CompactionScheduler.Compactions {
    private final LongCell step;
    private final int concurrentMax;
    private final List<Integer> running = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    Watched(Platform platform, int concurrentMax) {
      this.step = platform.newLongCell("step of a compaction", 0);
      this.concurrentMax = concurrentMax;
    }

    @Override
    public CompactionScheduler.Compaction prepare(int vbucket, CompactionOptions options) {
      return new CompactionScheduler.Compaction() {
        @Override
        public CompactionResult run() throws IOException {
          return compact(vbucket, options);
        }

        @Override
        public void abort() {
          assertThat(running).hasSizeLessThanOrEqualTo(concurrentMax);
        }
      };
    }

    private CompactionResult compact(int vbucket, CompactionOptions options) throws IOException {
      assertThat(running).doesNotContain(vbucket).hasSizeLessThan(concurrentMax);
      running.add(vbucket);
      step.addAndGet(1);
      running.remove(Integer.valueOf(vbucket));
      done.add(vbucket + " up to " + options.purgeUpToSeqno());
      if (vbucket < 0) {
        throw new IOException("no such file");
      }
      return new CompactionResult(Status.SWITCHED, 2, 0, 0, 0);
    }
  }

  /** Asks and looks at the answer. */
  @FunctionalInterface
  private interface Asker {
    void ask(CompactionScheduler scheduler) throws IOException;
  }

  /** Runs the askers beside each other, closes when all are answered. Returns what ran in each. */
  private static List<List<String>> explored(int concurrentMax, Asker... askers) {
    List<List<String>> runs = new ArrayList<>();
    Scheduler scheduler = new BoundedScheduler(PREEMPTIONS_MAX);
    while (runs.size() < EXECUTIONS_MAX && scheduler.beginExecution()) {
      Simulation simulation =
          new Simulation(new SimulatedDisk(), scheduler, SimulationOptions.defaults());
      Watched[] watched = new Watched[1];
      simulation.start("store", () -> {
        Platform platform = simulation.platform();
        watched[0] = new Watched(platform, concurrentMax);
        CompactionScheduler compactions =
            CompactionScheduler.start(platform, concurrentMax, watched[0]);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < askers.length; i++) {
          Asker asker = askers[i];
          tasks.add(platform.start("asker " + i, () -> ask(asker, compactions)));
        }
        tasks.forEach(Task::join);
        compactions.close();
      });
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      assertThat(result.failure()).isEmpty();
      assertThat(result.ending()).as("%s", result.waiting()).isEqualTo(Ending.COMPLETED);
      assertThat(watched[0].running).isEmpty();
      runs.add(watched[0].done);
    }
    return runs;
  }

  private static void ask(Asker asker, CompactionScheduler scheduler) {
    try {
      asker.ask(scheduler);
    } catch (IOException e) {
      throw new AssertionError("an asker got an error", e);
    }
  }

  private static Asker asking(int vbucket, CompactionOptions options) {
    return scheduler ->
        assertThat(scheduler.request(vbucket, options).await().status()).isEqualTo(Status.SWITCHED);
  }

  @Test
  void everyRequestIsAnsweredAndNoMoreRunThanMay() {
    List<List<String>> runs = explored(1, asking(0, PLAIN), asking(1, PLAIN));
    assertThat(runs)
        .hasSizeGreaterThan(10)
        .allSatisfy(run -> assertThat(run).containsExactlyInAnyOrder("0 up to 0", "1 up to 0"));
  }

  @Test
  void twoTasksCompactTwoVBucketsBesideEachOtherAndOneVBucketOnce() {
    List<List<String>> runs = explored(2, asking(0, PLAIN), asking(0, PLAIN));
    assertThat(runs).anySatisfy(run -> assertThat(run).hasSize(1));
    assertThat(runs).anySatisfy(run -> assertThat(run).hasSize(2));
  }

  @Test
  void aMergedRequestPurgesWhatTheOneWhoAskedForMoreAskedFor() {
    List<List<String>> runs =
        explored(1, asking(0, PLAIN.withPurgeUpToSeqno(3)), asking(0, PLAIN.withPurgeUpToSeqno(8)));
    assertThat(runs).allSatisfy(run -> assertThat(run).contains("0 up to 8"));
    assertThat(runs).anySatisfy(run -> assertThat(run).containsExactly("0 up to 8"));
  }

  @Test
  void boundsThatDoNotCoverEachOtherAreNotMerged() {
    CompactionOptions byAge = PLAIN.withPurgeUpToSeqno(9).withPurgeDeletedBeforeSeconds(100);
    List<List<String>> runs = explored(1, asking(0, PLAIN.withPurgeUpToSeqno(3)), asking(0, byAge));
    assertThat(runs)
        .allSatisfy(run -> assertThat(run).containsExactlyInAnyOrder("0 up to 3", "0 up to 9"));
  }

  @Test
  void aFailureIsToldToWhoAskedAndTheNextCompactionRuns() {
    explored(
        1,
        scheduler -> {
          CompactionTicket ticket = scheduler.request(-1, PLAIN);
          try {
            ticket.await();
            throw new AssertionError("a failed compaction was answered with a result");
          } catch (IOException e) {
            assertThat(e).hasMessageContaining("no such file");
          }
        },
        asking(1, PLAIN));
  }

  @Test
  void whoeverWaitsForADeletedVBucketIsTold() {
    explored(
        1,
        scheduler -> {
          CompactionTicket ticket = scheduler.request(0, PLAIN);
          scheduler.forget(0, "the vbucket is deleted");
          try {
            assertThat(ticket.await().status()).isEqualTo(Status.SWITCHED);
          } catch (CompactionCancelledException e) {
            assertThat(e).hasMessageContaining("deleted");
          }
        },
        asking(1, PLAIN));
  }

  @Test
  void aCancelledRequestLeavesTheOtherAskerItsAnswer() {
    explored(1, scheduler -> scheduler.request(0, PLAIN).cancel(), asking(0, PLAIN));
  }

  @Test
  void closingAnswersWhoeverStillWaits() {
    explored(1, scheduler -> {
      CompactionTicket ticket = scheduler.request(0, PLAIN);
      scheduler.close();
      try {
        assertThat(ticket.await().status()).isEqualTo(Status.SWITCHED);
      } catch (CompactionCancelledException e) {
        assertThat(e).hasMessageContaining("closed");
      }
      assertThat(scheduler.request(1, PLAIN).isDone()).isTrue();
    });
  }
}
