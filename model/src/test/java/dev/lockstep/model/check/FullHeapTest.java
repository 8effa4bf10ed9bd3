package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.Client;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JVM's own heap is full, which no fault of a schedule is and no violation of the engine. */
class FullHeapTest {
  private static final String FULL = "Java heap space";
  private static final Scenario SCENARIO = Scenarios.of(
      Search.bounded(1),
      List.of(set("a", "one"), set("b", "two")),
      task("compactor", compact(), compact()),
      task("flusher", set("a", "three")));

  /** Its compactions need more memory than there is. */
  private static final class Hungry extends VBucketParts {
    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected Revision newestSource() {
          throw new OutOfMemoryError(FULL);
        }
      };
    }
  }

  @Test
  void endsTheSearchAtAResultOfItsOwn() throws ScenarioException {
    Scenario hungry = Scenarios.withFault(SCENARIO, Property.NO_FAILURE, new Hungry());
    ScenarioResult result = Scenarios.explore(hungry);
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(result.counterexample()).isEmpty();
    assertThat(result.asExpected()).isFalse();
    assertThat(result.coverage()).contains(FULL);
  }

  /** Whatever is unwound then (locks, open files) must not put another error in its place. */
  @Test
  void comesOutOfEveryStepOfTheEngineAsItIs() throws ScenarioException, IOException {
    PreparedScenario prepared = PreparedScenario.of(SCENARIO);
    int fullAt = 0;
    Throwable thrown;
    do {
      thrown = catchThrowable(new FullFrom(prepared, ++fullAt)::run);
      if (thrown != null) {
        assertThat(thrown).as("step %d", fullAt).isInstanceOf(OutOfMemoryError.class);
      }
    } while (thrown != null);
    assertThat(fullAt).isGreaterThan(40);
  }

  /** Carries operations out, alone, until a step finds the heap full. */
  private static final class FullFrom {
    private final PreparedScenario prepared;
    private final int fullAt;
    private int steps;

    FullFrom(PreparedScenario prepared, int fullAt) {
      this.prepared = prepared;
      this.fullAt = fullAt;
    }

    void run() throws IOException {
      SimulatedDisk disk = prepared.disk().fork();
      try (VBuckets vbuckets = PreparedScenario.open(disk, prepared.scenario(), this::beforeStep)) {
        Client client = new Client(vbuckets);
        client.perform(set("a", "three"));
        client.perform(compact());
        client.perform(new Operation.Scan());
      }
    }

    private void beforeStep() {
      steps++;
      if (steps == fullAt) {
        throw new OutOfMemoryError(FULL);
      }
    }
  }

  @Test
  void ofAProgramIsNoFailureOfTheProgram() {
    ProgramExplorer explorer = new ProgramExplorer((simulation, calls) -> {
      simulation.start("hungry", () -> {
        throw new OutOfMemoryError(FULL);
      });
      simulation.run();
    });
    assertThat(catchThrowable(() -> explorer.explore(Search.exhaustive())))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void afterTheTasksOfAProgramIsNoFailureOfTheProgram() {
    ProgramExplorer explorer = new ProgramExplorer((simulation, calls) -> {
      simulation.start("task", () -> {});
      simulation.run();
      throw new OutOfMemoryError(FULL);
    });
    assertThat(catchThrowable(() -> explorer.explore(Search.exhaustive())))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
