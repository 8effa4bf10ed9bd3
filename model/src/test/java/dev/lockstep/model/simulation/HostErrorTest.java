package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.StepKind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JVM that runs the simulation cannot do is no behaviour of the tasks. */
class HostErrorTest {
  private static final String FULL = "Java heap space";

  private static Simulation simulation(TaskDriver driver, StepObserver observer) {
    Assumptions.assumeTrue(driver.isAvailable(), "this JVM has no continuations");
    SimulationOptions options =
        SimulationOptions.defaults().withDriver(driver).withObserver(observer);
    return new Simulation(new SimulatedDisk(), new FirstEnabled(), options);
  }

  @ParameterizedTest
  @EnumSource
  void aFullHeapWithinATaskComesOutOfTheRun(TaskDriver driver) {
    Simulation simulation = simulation(driver, StepObserver.NONE);
    simulation.start("beside", () -> simulation.platform().newCell("cell", 0).set(1));
    simulation.start("hungry", () -> {
      throw new OutOfMemoryError(FULL);
    });
    assertThatThrownBy(simulation::run).isInstanceOf(OutOfMemoryError.class).hasMessage(FULL);
  }

  @ParameterizedTest
  @EnumSource
  void aFullHeapWhileAStepIsTakenDownComesOutOfTheRun(TaskDriver driver) {
    Simulation simulation = simulation(driver, new StepObserver() {
      @Override
      public void afterStep(int index, int task, PendingStep step, SimulatedDisk disk) {
        if (step.kind() == StepKind.LOCK) {
          throw new OutOfMemoryError(FULL);
        }
      }
    });
    Mutex mutex = simulation.platform().newMutex("mutex");
    simulation.start("locker", () -> {
      try {
        mutex.lock();
      } catch (OutOfMemoryError e) {
        mutex.lock();
      }
    });
    assertThatThrownBy(simulation::run).isInstanceOf(OutOfMemoryError.class).hasMessage(FULL);
  }

  @Test
  void aFullHeapInAPredicateComesOutOfTheRun() {
    Simulation simulation = simulation(TaskDriver.BATON, StepObserver.NONE);
    simulation.always("hungry", () -> {
      throw new OutOfMemoryError(FULL);
    });
    simulation.start("task", () -> {});
    assertThatThrownBy(simulation::run).isInstanceOf(OutOfMemoryError.class).hasMessage(FULL);
  }

  @Test
  void endlessRecursionOfATaskIsItsFailure() {
    Simulation simulation = simulation(TaskDriver.BATON, StepObserver.NONE);
    simulation.start("deep", HostErrorTest::recurse);
    SimulationResult result = simulation.run();
    assertThat(result.ending()).isEqualTo(Ending.TASK_FAILED);
    assertThat(result.failure()).containsInstanceOf(StackOverflowError.class);
  }

  @SuppressWarnings("InfiniteRecursion") // That is what it is for.
  private static void recurse() {
    recurse();
    assertThat(true).isTrue(); // Not a tail call.
  }

  @Test
  void anAllocationThatFailsByTheScheduleIsATasksFailure() {
    Simulation simulation = simulation(TaskDriver.BATON, StepObserver.NONE);
    simulation.start("unlucky", () -> {
      throw new FailedAllocation("no buffer");
    });
    assertThat(simulation.run().ending()).isEqualTo(Ending.TASK_FAILED);
  }
}
