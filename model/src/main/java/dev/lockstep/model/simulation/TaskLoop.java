package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.strand.PinnedException;
import dev.lockstep.model.strand.Strand;
import dev.lockstep.model.strand.Strands;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one execution, a step at a time. There is no loop to be seen, for it runs on the
 * stacks of the tasks:
 *
 * <ol>
 *   <li>the running task comes to a seam call and fills in its pending step;
 *   <li>the chooser picks the task whose step is next and what goes wrong with it, or the execution
 *       ends;
 *   <li>if that is another task, control passes to it, and comes back when this one is picked;
 *   <li>the task performs its step and runs on to its next seam call, or ends and lets choose again.
 * </ol>
 *
 * <p>When the execution ends early, the task that finds out throws {@link ExecutionAbandoned}; then
 * the others, resumed one after the other in the order of their numbers, do the same.
 *
 * <p>Outside of {@link #run} every call goes through at once: that is for code that sets tasks up
 * or looks at what they left.
 */
final class TaskLoop implements Gate {
  private final SimulatedDisk disk;
  private final Chooser chooser;
  private final StepObserver observer;
  private final int stepsMax;
  private final Strands strands;
  private final ObjectNames names = new ObjectNames();
  private final ImmediateGate outside = new ImmediateGate(names);
  private final SchedulingPoint point = new SchedulingPoint();
  private final StepLog log;
  private final VirtualClock clock;
  private final TimedWaits timedWaits;
  private final @Nullable FaultRules faults;
  private final Expectations expectations;
  private final Conclusion conclusion;

  private @Nullable SimulatedTask running;
  private int quietCalls;

  TaskLoop(
      SimulatedDisk disk,
      VirtualClock clock,
      Chooser chooser,
      SimulationOptions options,
      Expectations expectations) {
    this.disk = disk;
    this.expectations = expectations;
    this.chooser = chooser;
    this.observer = options.observer();
    this.stepsMax = options.stepsMax();
    this.strands = options.driver().newStrands();
    this.log = new StepLog(options.recording());
    this.clock = clock;
    this.timedWaits = new TimedWaits(clock);
    this.conclusion = new Conclusion(options.isAssumption());
    this.faults = options.faults().isEmpty() ? null : new FaultRules(options.faults());
  }

  SimulationResult run() {
    Invariant.check(!conclusion.isThere(), "a simulation runs once");
    SimulatedTask first = chooseNext(SchedulingPoint.NO_TASK);
    if (first != null) {
      strands.run(first.strand);
    }
    unwind();
    running = null;
    SimulationResult result = conclusion.result(log.schedule(), log.trace());
    observer.ended(result);
    return result;
  }

  /** Who asks for something that is not possible any more: a task is abandoned, anybody else is told. */
  void throwIfTooLate(String complaint) {
    if (running == null) {
      Invariant.check(!conclusion.isThere(), complaint);
    }
    conclusion.throwIfThere();
  }

  int stepCount() {
    return log.length();
  }

  private void unwind() {
    for (int i = 0; i < point.taskCount(); i++) {
      SimulatedTask task = point.task(i);
      if (task.started && !task.ended) {
        running = task;
        strands.run(task.strand);
      }
    }
  }

  /** The task that takes the next step, now the running one; null if the execution has ended. */
  private @Nullable SimulatedTask chooseNext(int last) {
    if (expectations.areAboutStates() && isBroken(expectations::brokenBetween)) {
      return null;
    }
    point.update(last, log.length());
    while (point.enabledCount() == 0) {
      if (!timedWaits.isAnyOpen()) {
        List<Waiting> waiting = Waiting.at(point);
        return waiting.isEmpty() ? endCompleted() : endDeadlocked(waiting);
      }
      if (!passTime()) {
        return null;
      }
      point.update(last, log.length());
    }
    if (log.length() >= stepsMax) {
      return end(Ending.STEPS_EXHAUSTED);
    }
    try {
      int choice = chooser.choose(point);
      if (choice == Chooser.STOP) {
        return end(Ending.STOPPED);
      }
      Invariant.check(point.isEnabled(choice), "step %d: task %d", log.length(), choice);
      SimulatedTask next = point.task(choice);
      Fault fault = faults == null ? Fault.NONE : faults.decide(chooser, point, choice);
      if (observer != StepObserver.NONE
          && !observer.beforeStep(log.length(), choice, next.pending, disk)) {
        return end(Ending.STOPPED);
      }
      log.decide(choice);
      if (fault != Fault.NONE) {
        log.decide(fault);
      }
      running = next;
      return next;
    } catch (RuntimeException | Error broken) {
      return endBy(broken);
    }
  }

  /** No task can go on: ends the wait that ends next. False if the execution ends instead. */
  private boolean passTime() {
    try {
      chooser.timePasses(point);
    } catch (RuntimeException | Error broken) {
      conclusion.breakOff(broken);
      return false;
    }
    SimulatedTask waiter = point.task(timedWaits.nextTask());
    String waitedFor = waiter.pending.awaitedName();
    timedWaits.pass();
    log.timePassed(waiter, waitedFor, clock.monotonicNanos());
    return true;
  }

  private @Nullable SimulatedTask endCompleted() {
    return isBroken(expectations::brokenAtTheEnd) ? null : end(Ending.COMPLETED);
  }

  /** Whether the state is not as expected; then the execution ends. */
  private boolean isBroken(Supplier<Optional<Throwable>> look) {
    if (conclusion.isLeftOut()) {
      return false;
    }
    Optional<Throwable> broken;
    try {
      broken = atOnce(look);
    } catch (RuntimeException | Error thrownByLook) {
      broken = Optional.of(thrownByLook);
    }
    broken.ifPresent(conclusion::fail);
    return broken.isPresent();
  }

  /** What is called of the seam meanwhile is performed at once and is no step. */
  <T> T atOnce(Supplier<T> body) {
    SimulatedTask self = running;
    running = null;
    try {
      return body.get();
    } finally {
      running = self;
    }
  }

  private @Nullable SimulatedTask endDeadlocked(List<Waiting> waiting) {
    try {
      chooser.deadlocked(point);
    } catch (RuntimeException | Error broken) {
      return endBy(broken);
    }
    conclusion.endDeadlocked(waiting);
    return null;
  }

  private @Nullable SimulatedTask end(Ending how) {
    conclusion.end(how);
    return null;
  }

  private @Nullable SimulatedTask endBy(Throwable broken) {
    conclusion.breakOff(broken);
    return null;
  }

  @Override
  public PendingStep next() {
    if (running == null) {
      return outside.next();
    }
    conclusion.throwIfThere();
    return running.pending;
  }

  @Override
  public void reach() {
    SimulatedTask self = running;
    if (self == null) {
      outside.reach();
      return;
    }
    SimulatedTask next = chooseNext(self.number);
    if (next != null && next != self) {
      switchTo(self, next);
    }
    conclusion.throwIfThere();
  }

  private void switchTo(SimulatedTask self, SimulatedTask next) {
    try {
      self.strand.switchTo(next.strand);
    } catch (PinnedException pinned) {
      running = self;
      conclusion.fail(pinned);
    }
  }

  @Override
  public void performed(long result, long fingerprint) {
    SimulatedTask self = running;
    if (self == null) {
      return;
    }
    try {
      log.performed(self, result, fingerprint);
      chooser.performed(log.length() - 1, self.number, self.pending);
      if (observer != StepObserver.NONE) {
        observer.afterStep(log.length() - 1, self.number, self.pending, disk);
      }
    } catch (RuntimeException | Error broken) {
      conclusion.breakOff(broken);
      throw new ExecutionAbandoned();
    }
  }

  @Override
  public int task() {
    return running == null ? SchedulingPoint.NO_TASK : running.number;
  }

  @Override
  public String taskName() {
    return running == null ? outside.taskName() : running.name();
  }

  @Override
  public int step() {
    return running == null ? outside.step() : log.length() - 1;
  }

  @Override
  public void limit(WakeUp wakeUp, long nanos) {
    if (running == null) {
      outside.limit(wakeUp, nanos);
    } else {
      timedWaits.add(wakeUp, running.number, nanos);
    }
  }

  @Override
  public ObjectNames names() {
    return names;
  }

  @Override
  public void passed() {
    if (running != null) {
      conclusion.throwIfThere();
      quietCalls++;
      if (quietCalls > stepsMax) {
        conclusion.end(Ending.STEPS_EXHAUSTED);
        throw new ExecutionAbandoned();
      }
    }
  }

  @Override
  public void milestone(String name, String subject, long value) {
    SimulatedTask self = running;
    if (self != null) {
      conclusion.throwIfThere();
      log.reached(self.number, name, subject, value);
      try {
        chooser.reached(self.number, name, subject, value);
        if (observer != StepObserver.NONE) {
          MilestoneReached reached =
              new MilestoneReached(log.length(), self.number, name, subject, value);
          atOnce(() -> {
            observer.reached(reached, disk);
            return reached;
          });
        }
      } catch (RuntimeException | Error broken) {
        conclusion.breakOff(broken);
        throw new ExecutionAbandoned();
      }
    }
  }

  @Override
  public Task start(String name, Runnable body) {
    throwIfTooLate("the execution has ended: no task can start");
    if (running != null) {
      next().set(StepKind.SPAWN, Footprint.TASKS, Access.WRITE);
      reach();
    }
    int number = point.taskCount();
    Strand strand = strands.add(() -> runTask(number, body));
    SimulatedTask task = new SimulatedTask(this, number, name, strand);
    point.add(task);
    if (running != null) {
      running.pending.about(number);
      performed(number);
    }
    return task;
  }

  /** A task from its first step to its end; returns the strand of the task to go on with. */
  private @Nullable Strand runTask(int number, Runnable body) {
    SimulatedTask self = point.task(number);
    self.started = true;
    try {
      performed(1);
      body.run();
    } catch (Throwable escaped) {
      conclusion.thrownByTask(escaped, log.length() - 1);
    }
    self.ended = true;
    if (conclusion.isThere()) {
      return null;
    }
    SimulatedTask next = chooseNext(number);
    return next == null ? null : next.strand;
  }
}
