package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.disk.SimulatedDisk;
import java.util.function.BooleanSupplier;

/**
 * One execution: code written for the {@link Platform} seam, run one step at a time over a simulated
 * disk, in the order that a chooser decides. The same start and the same decisions give the same
 * execution, always.
 *
 * <p>Use: make the objects that the tasks share by {@link #platform()}, {@link #start} the tasks,
 * {@link #run()}, then look at what is left. Calls to the platform before and after the run are
 * performed at once and are no steps.
 *
 * <p>Tasks must wait for each other by the seam alone. To hold a monitor or a lock of the JDK across a
 * seam call stops the execution for good, for the task that it keeps waiting is the only one running.
 *
 * <p>A simulation belongs to one thread and runs once.
 */
public final class Simulation {
  private static final String TOO_LATE =
      "the execution has ended: nothing would look whether it is as expected";

  private final SimulatedDisk disk;
  private final VirtualClock clock = new VirtualClock();
  private final Expectations expectations = new Expectations();
  private final TaskLoop loop;
  private final Platform platform;

  /** An execution that begins with {@code disk}, which it changes. */
  public Simulation(SimulatedDisk disk, Chooser chooser, SimulationOptions options) {
    this.disk = disk;
    this.loop = new TaskLoop(disk, clock, chooser, options, expectations);
    this.platform = new SimulatedPlatform(loop, disk, clock, options.faults());
  }

  /** The seam, for the code under test. */
  public Platform platform() {
    return platform;
  }

  /** The disk as it is now. */
  public SimulatedDisk disk() {
    return disk;
  }

  /** The time that tasks see. It stands still while a task can go on, see {@link TimedWaits}. */
  public VirtualClock clock() {
    return clock;
  }

  /**
   * Adds a task, which begins when it is first chosen. Tasks are numbered from 0 in the order of
   * these calls; there may be {@link dev.lockstep.model.trace.Schedule#TASKS_MAX}.
   */
  public Task start(String name, Runnable body) {
    return loop.start(name, body);
  }

  /**
   * Says that something is so before the first step, after every one, and at the end, whatever the order
   * of the steps. Where it is not, the execution fails there. See {@link Expectations}.
   */
  public void always(String name, BooleanSupplier isSo) {
    loop.throwIfTooLate(TOO_LATE);
    expectations.always(name, isSo);
  }

  /**
   * Says that something is so between two steps of some execution. A single execution cannot fail by it;
   * whoever explores reports what never was so.
   */
  public void sometimes(String name, BooleanSupplier isSo) {
    loop.throwIfTooLate(TOO_LATE);
    expectations.sometimes(name, isSo);
  }

  /** Says that something is so when all tasks have ended. Where it is not, the execution fails there. */
  public void eventually(String name, BooleanSupplier isSo) {
    loop.throwIfTooLate(TOO_LATE);
    expectations.eventually(name, isSo);
  }

  /** What was said. */
  public Expectations expectations() {
    return expectations;
  }

  /** The number of the running task; {@link SchedulingPoint#NO_TASK} outside of tasks. */
  public int runningTask() {
    return loop.task();
  }

  /** How many steps were taken so far, the one being performed included. */
  public int stepCount() {
    return loop.stepCount();
  }

  /** What {@code look} calls of the seam is performed at once and is no step; it must change nothing. */
  public void atOnce(Runnable look) {
    loop.atOnce(() -> {
      look.run();
      return look;
    });
  }

  /**
   * Runs the tasks until the execution ends. What the chooser or the observer throws comes out, and so does a
   * {@link HostError}, whoever met it.
   */
  public SimulationResult run() {
    return loop.run();
  }
}
