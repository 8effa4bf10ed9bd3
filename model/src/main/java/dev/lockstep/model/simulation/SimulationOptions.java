package dev.lockstep.model.simulation;

import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Schedule;
import java.util.Set;

/**
 * How to run an execution.
 *
 * @param stepsMax the number of steps after which it is ended
 * @param recording how much of it to keep
 * @param driver what tasks run on; makes no difference to what they do
 * @param observer who watches
 * @param faults what may go wrong; which step meets one is up to the chooser
 */
public record SimulationOptions(
    int stepsMax,
    Recording recording,
    TaskDriver driver,
    StepObserver observer,
    Set<Fault> faults) {
  public SimulationOptions {
    faults = Set.copyOf(faults);
  }

  private static final SimulationOptions DEFAULTS = new SimulationOptions(
      Schedule.STEPS_MAX, Recording.HASH, TaskDriver.best(), StepObserver.NONE, Set.of());

  /** {@link Schedule#STEPS_MAX}, hash only, the fastest driver, no observer, no faults. */
  public static SimulationOptions defaults() {
    return DEFAULTS;
  }

  public SimulationOptions withStepsMax(int value) {
    return new SimulationOptions(value, recording, driver, observer, faults);
  }

  public SimulationOptions withRecording(Recording value) {
    return new SimulationOptions(stepsMax, value, driver, observer, faults);
  }

  public SimulationOptions withDriver(TaskDriver value) {
    return new SimulationOptions(stepsMax, recording, value, observer, faults);
  }

  public SimulationOptions withObserver(StepObserver value) {
    return new SimulationOptions(stepsMax, recording, driver, value, faults);
  }

  public SimulationOptions withFaults(Set<Fault> value) {
    return new SimulationOptions(stepsMax, recording, driver, observer, value);
  }
}
