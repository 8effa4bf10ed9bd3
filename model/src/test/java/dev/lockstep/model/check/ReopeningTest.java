package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.execution.Client;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A vbucket closed under its compaction and opened again has one owner of its files. */
class ReopeningTest {

  @Test
  void noCompactionOfTheClosedVBucketTouchesFilesAnyMore() throws Exception {
    Scenario scenario = Scenarios.of(Search.bounded(0), List.of(Scenarios.set("a", "1")));
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Scheduler scheduler = new BoundedScheduler(2);
    while (scheduler.beginExecution()) {
      Simulation simulation =
          new Simulation(prepared.disk().fork(), scheduler, SimulationOptions.defaults());
      VBuckets closed = open(simulation);
      VBucket compacted = closed.get(0);
      AtomicReference<VBuckets> reopened = new AtomicReference<>();
      simulation.start("old compactor", () -> compact(compacted));
      simulation.start("owner", () -> reopen(simulation, closed, reopened));
      SimulationResult result = simulation.run();
      assertThat(result.ending()).as("%s", result).isEqualTo(Ending.COMPLETED);
      scheduler.endExecution(result);
      Answer shown = new Client(reopened.get()).look();
      String current = reopened.get().get(0).currentFile().toString();
      reopened.get().close();
      assertThat(simulation.disk().openHandles()).isEmpty();
      assertThat(simulation.disk().names()).as("%s", result.schedule()).containsExactly(current);
      try (VBuckets again = PreparedScenario.open(simulation.disk(), scenario)) {
        assertThat(new Client(again).look()).as("%s", result.schedule()).isEqualTo(shown);
      }
    }
    assertThat(scheduler.coverage().complete()).isTrue();
  }

  private static VBuckets open(Simulation simulation) {
    try {
      return VBuckets.open(simulation.platform(), VBucketOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compact(VBucket vbucket) {
    try {
      vbucket.compact(CompactionOptions.defaults());
    } catch (VBucketClosedException closed) {
      assertThat(closed).hasMessageContaining("open it again");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void reopen(
      Simulation simulation, VBuckets old, AtomicReference<VBuckets> reopened) {
    old.close();
    VBuckets store = open(simulation);
    reopened.set(store);
    Client client = new Client(store);
    assertThat(client.perform(Scenarios.compact()).toString()).isEqualTo("switched");
    assertThat(client.perform(Scenarios.set("b", "2"))).isEqualTo(new Answer.Flushed(2, 2));
  }
}
