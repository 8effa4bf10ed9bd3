package dev.lockstep.model.execution;

import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the tasks of an execution call: a vbucket, one that is remounted, or the bucket above it. */
interface Front {

  /** What a scenario's tasks may call. */
  enum Kind {
    VBUCKET,
    REMOUNTED,
    BUCKET;

    static Kind of(Scenario scenario) {
      if (scenario.asksTheBucket()) {
        return BUCKET;
      }
      return scenario.remounts() ? REMOUNTED : VBUCKET;
    }
  }

  /** What the scenario's operations ask for. */
  static Front of(PreparedScenario prepared, Simulation simulation) throws IOException {
    return switch (prepared.front()) {
      case BUCKET -> new BucketFront(prepared, simulation);
      case REMOUNTED -> new RemountedFront(prepared, simulation);
      case VBUCKET -> new VBucketFront(prepared, simulation);
    };
  }

  /** Carries one operation out. An operating error is an answer too. */
  Answer perform(Operation operation);

  /** The scenario's tasks are made; more may follow them. */
  default void begin(List<Task> tasks) throws IOException {}

  /** A task is done with all its operations, and about to end. */
  default void end(int task) {}

  /** The store while the tasks run; empty where there is none right now. */
  Optional<VBuckets> store();

  /** Looks at what is published, from now on. */
  Watch watch(Judge judge, OwnPropertyCheck own);

  /** The store, when all tasks have ended. The caller closes it. */
  VBuckets atTheEnd() throws IOException;
}
