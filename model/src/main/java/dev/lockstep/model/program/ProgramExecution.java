package dev.lockstep.model.program;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.NondeterminismException;
import dev.lockstep.model.scheduler.ScheduleMismatchException;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.Expectations;
import dev.lockstep.model.simulation.HostError;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.StepObserver;
import dev.lockstep.model.simulation.Waiting;
import dev.lockstep.model.trace.Schedule;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a program under one schedule. */
final class ProgramExecution implements StepObserver {
  private final Program program;
  private final Calls calls = new Calls();
  private @Nullable SimulationResult result;

  private ProgramExecution(Program program) {
    this.program = program;
  }

  /**
   * What came of it.
   *
   * @param expectations what the program said of its state
   * @param failure what was thrown, by a task, by the program's own checks, for a task that cannot go on,
   *     or for a state that is not as expected
   * @param assumption what was thrown to say that the execution is none of those in question
   */
  record Result(
      SimulationResult simulation,
      Calls calls,
      Expectations expectations,
      Optional<Throwable> failure,
      Optional<Throwable> assumption) {}

  /** Ends the program where its tasks did not all end as they were to. */
  private static final class NotCompleted extends Error {
    private static final long serialVersionUID = 1L;

    NotCompleted() {
      super("the tasks have not all ended", null, false, false);
    }
  }

  /**
   * Runs it, once.
   *
   * @throws IllegalStateException if the program runs nothing
   * @throws RuntimeException the program's assumption that fails before it runs anything
   * @throws ScheduleMismatchException if the chooser replays what the program cannot do
   * @throws NondeterminismException if the program does not do the same twice
   */
  static Result run(Program program, Chooser chooser, Recording recording) {
    return new ProgramExecution(program).run(chooser, recording);
  }

  private Result run(Chooser chooser, Recording recording) {
    SimulationOptions options = SimulationOptions.defaults()
        .withRecording(recording)
        .withObserver(this)
        .withAssumptions(program::isAssumption);
    Simulation simulation = new Simulation(new SimulatedDisk(), chooser, options);
    calls.countSteps(simulation::stepCount);
    Throwable thrown = thrownBy(simulation);
    SimulationResult ended = result;
    if (ended == null || hasRunNothing(ended)) {
      throw ranNothing(ended, thrown);
    }
    Optional<Throwable> assumption =
        ended.assumption().or(() -> Optional.ofNullable(thrown).filter(program::isAssumption));
    return new Result(
        ended,
        calls,
        simulation.expectations(),
        Optional.ofNullable(failure(ended, thrown, assumption.isPresent())),
        assumption);
  }

  /** Runs it. Returns what it threw, unless that is not up to the program. */
  private @Nullable Throwable thrownBy(Simulation simulation) {
    try {
      program.run(simulation, calls);
      return null;
    } catch (ScheduleMismatchException | NondeterminismException notOfProgram) {
      throw notOfProgram;
    } catch (Throwable thrown) {
      if (thrown instanceof Error error && HostError.is(error)) {
        throw error;
      }
      return thrown;
    }
  }

  private RuntimeException ranNothing(
      @Nullable SimulationResult ended, @Nullable Throwable thrown) {
    if (ended != null || thrown == null) {
      return new IllegalStateException(
          "the program ran nothing: it has to start tasks and call simulation.run()");
    }
    return thrown instanceof RuntimeException early && program.isAssumption(early)
        ? early
        : new IllegalStateException("the program ended before it ran its tasks: " + thrown, thrown);
  }

  private static boolean hasRunNothing(SimulationResult ended) {
    return ended.ending() == Ending.COMPLETED && ended.schedule().length() == 0;
  }

  /** An execution that is none of those in question may leave tasks waiting, but has to come to an end. */
  private static @Nullable Throwable failure(
      SimulationResult ended, @Nullable Throwable thrown, boolean isLeftOut) {
    return switch (ended.ending()) {
      case COMPLETED -> isLeftOut ? null : thrown;
      case TASK_FAILED -> ended.failure().orElse(thrown);
      case DEADLOCK ->
        isLeftOut ? null : new AssertionError("no task can go on: " + waiting(ended));
      case STEPS_EXHAUSTED ->
        new AssertionError("after " + Schedule.STEPS_MAX + " steps some task still goes on");
      case STOPPED -> null;
    };
  }

  private static String waiting(SimulationResult ended) {
    return ended.waiting().stream().map(Waiting::toString).collect(Collectors.joining(", "));
  }

  @Override
  public boolean beforeStep(int index, int task, PendingStep step, SimulatedDisk disk) {
    calls.beforeStep(task, index);
    return true;
  }

  @Override
  public void ended(SimulationResult how) {
    result = Objects.requireNonNull(how);
    if (how.ending() != Ending.COMPLETED || how.assumption().isPresent()) {
      throw new NotCompleted();
    }
  }
}
