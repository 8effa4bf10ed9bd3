package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Task;
import java.util.function.LongConsumer;

/** Lets every call through at once, for code that runs alone. */
final class ImmediateGate implements Gate {
  private final ObjectNames names;
  private final PendingStep step;
  private final Runnable beforeStep;
  private final LongConsumer timePasses;

  ImmediateGate(ObjectNames names) {
    this(names, nanos -> {}, () -> {});
  }

  /**
   * A gate that runs something before every step it lets through.
   *
   * @param timePasses hears of the nanoseconds that a wait takes
   */
  ImmediateGate(ObjectNames names, LongConsumer timePasses, Runnable beforeStep) {
    this.names = names;
    this.step = new PendingStep(names);
    this.timePasses = timePasses;
    this.beforeStep = beforeStep;
  }

  @Override
  public PendingStep next() {
    return step;
  }

  @Override
  public void reach() {
    Awaited awaited = step.awaited();
    if (awaited != null && !awaited.isReady()) {
      throw new EndlessWait(step.objectName());
    }
    beforeStep.run();
  }

  @Override
  public void performed(long result, long fingerprint) {}

  @Override
  public int task() {
    return SchedulingPoint.NO_TASK;
  }

  @Override
  public String taskName() {
    return "main";
  }

  @Override
  public int step() {
    return PendingStep.NO_STEP;
  }

  /** Nobody else runs, so nobody would signal: its time passes at once. */
  @Override
  public void limit(WakeUp wakeUp, long nanos) {
    timePasses.accept(nanos);
    wakeUp.timeOut();
  }

  @Override
  public ObjectNames names() {
    return names;
  }

  @Override
  public void passed() {}

  @Override
  public void milestone(String name, String subject, long value) {}

  @Override
  public Task start(String name, Runnable body) {
    body.run();
    return new EndedTask(name);
  }

  private record EndedTask(String name) implements Task {
    @Override
    public void join() {}
  }
}
