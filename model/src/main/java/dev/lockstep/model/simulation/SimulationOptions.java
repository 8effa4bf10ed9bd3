package dev.lockstep.model.simulation;

import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Schedule;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How to run an execution.
 *
 * @param stepsMax the number of steps after which it is ended
 * @param recording how much of it to keep
 * @param driver what tasks run on; makes no difference to what they do
 * @param observer who watches
 * @param faults what may go wrong; which step meets one is up to the chooser
 * @param isAssumption whether what a task throws says that the execution is none of those in question, which is
 *     no failure
 */
public record SimulationOptions(
    int stepsMax,
    Recording recording,
    TaskDriver driver,
    StepObserver observer,
    Set<Fault> faults,
    Predicate<Throwable> isAssumption) {
  public SimulationOptions {
    faults = Set.copyOf(faults);
  }

  private static final SimulationOptions DEFAULTS = new SimulationOptions(
      Schedule.STEPS_MAX,
      Recording.HASH,
      TaskDriver.best(),
      StepObserver.NONE,
      Set.of(),
      thrown -> false);

  /** {@link Schedule#STEPS_MAX}, hash only, the fastest driver, no observer, no faults, no assumptions. */
  public static SimulationOptions defaults() {
    return DEFAULTS;
  }

  public SimulationOptions withStepsMax(int value) {
    return new SimulationOptions(value, recording, driver, observer, faults, isAssumption);
  }

  public SimulationOptions withRecording(Recording value) {
    return new SimulationOptions(stepsMax, value, driver, observer, faults, isAssumption);
  }

  public SimulationOptions withDriver(TaskDriver value) {
    return new SimulationOptions(stepsMax, recording, value, observer, faults, isAssumption);
  }

  public SimulationOptions withObserver(StepObserver value) {
    return new SimulationOptions(stepsMax, recording, driver, value, faults, isAssumption);
  }

  public SimulationOptions withFaults(Set<Fault> value) {
    return new SimulationOptions(stepsMax, recording, driver, observer, value, isAssumption);
  }

  public SimulationOptions withAssumptions(Predicate<Throwable> value) {
    return new SimulationOptions(stepsMax, recording, driver, observer, faults, value);
  }
}
