package dev.lockstep.model.simulation;

/**
 * How to run an execution.
 *
 * @param stepsMax the number of steps after which it is ended
 * @param recording how much of it to keep
 * @param driver what tasks run on; makes no difference to what they do
 * @param observer who watches
 */
public record SimulationOptions(
    int stepsMax, Recording recording, TaskDriver driver, StepObserver observer) {
  /** The default of {@code stepsMax}. */
  public static final int STEPS_MAX = 100_000;

  private static final SimulationOptions DEFAULTS =
      new SimulationOptions(STEPS_MAX, Recording.HASH, TaskDriver.best(), StepObserver.NONE);

  /** {@link #STEPS_MAX}, hash only, the fastest driver, no observer. */
  public static SimulationOptions defaults() {
    return DEFAULTS;
  }

  public SimulationOptions withStepsMax(int value) {
    return new SimulationOptions(value, recording, driver, observer);
  }

  public SimulationOptions withRecording(Recording value) {
    return new SimulationOptions(stepsMax, value, driver, observer);
  }

  public SimulationOptions withDriver(TaskDriver value) {
    return new SimulationOptions(stepsMax, recording, value, observer);
  }

  public SimulationOptions withObserver(StepObserver value) {
    return new SimulationOptions(stepsMax, recording, driver, value);
  }
}
