package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.RandomScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.StepObserver;
import dev.lockstep.model.trace.MilestoneReached;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A flusher beside a compaction that lets it wait for a document of every round; the other searches run
 * compactions that do not. The steps of many rounds are too many to try all orders.
 */
class HeldBackFlusherTest {
  private static final int EXECUTIONS = 300;
  private static final int BATCHES = 4;
  private static final CompactionOptions HOLDING_BACK = CompactionOptions.defaults()
      .withFinalCatchUpBytesMax(0)
      .withHeldBackDocuments(1)
      .withReplayDocumentsMax(2);

  @Test
  void everyCommitIsInTheNewFile() throws IOException {
    Scheduler scheduler = new RandomScheduler(1, EXECUTIONS);
    Set<String> met = new TreeSet<>();
    StepObserver milestones = new StepObserver() {
      @Override
      public void reached(MilestoneReached milestone, SimulatedDisk disk) {
        met.add(milestone.name());
      }
    };
    SimulationOptions options = SimulationOptions.defaults().withObserver(milestones);
    while (scheduler.beginExecution()) {
      Simulation simulation = new Simulation(new SimulatedDisk(), scheduler, options);
      VBucket vbucket = VBucket.open(simulation.platform(), 0, VBucketOptions.defaults());
      simulation.start("flusher", () -> flushAll(vbucket));
      simulation.start("compactor", () -> compact(vbucket));
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      assertThat(result.failure()).isEmpty();
      assertThat(result.ending()).as("%s", result.schedule()).isEqualTo(Ending.COMPLETED);
      check(vbucket);
    }
    assertThat(met).contains(Milestones.FLUSHER_HELD_BACK);
  }

  private static void flushAll(VBucket vbucket) {
    try {
      for (int i = 1; i <= BATCHES; i++) {
        vbucket.flush(batch(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Documents of its own, one that every batch writes, and one that every other one deletes. */
  private static WriteBatch batch(int number) {
    Bytes body = Bytes.ofUtf8("" + number);
    WriteBatch batch = new WriteBatch().set(Bytes.ofUtf8("all"), body);
    batch.set(Bytes.ofUtf8("own " + number), body);
    return number % 2 == 0
        ? batch.delete(Bytes.ofUtf8("other"))
        : batch.set(Bytes.ofUtf8("other"), body);
  }

  private static void compact(VBucket vbucket) {
    try {
      assertThat(vbucket.compact(HOLDING_BACK).status()).isEqualTo(Status.SWITCHED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(VBucket vbucket) throws IOException {
    try (vbucket;
        Snapshot snapshot = vbucket.snapshot()) {
      List<String> problems = new ArrayList<>(VBucketCheck.structure(snapshot));
      problems.addAll(VBucketCheck.counters(snapshot));
      assertThat(problems).isEmpty();
      assertThat(snapshot.counts().live()).isEqualTo(1 + BATCHES);
      assertThat(snapshot.counts().deleted()).isEqualTo(1);
      assertThat(snapshot.highSeqno()).isEqualTo(3 * BATCHES);
      assertThat(snapshot.get(Bytes.ofUtf8("all")).orElseThrow().body())
          .isEqualTo(Bytes.ofUtf8("" + BATCHES));
    }
  }
}
