package dev.lockstep.model.scenario;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One interleaving of a scenario's tasks, said in words: which task runs how far, one after the other.
 * After its last step the tasks run to their ends in the order of their numbers.
 *
 * @param steps in order
 * @param outcome what must have come out when all tasks have ended
 */
public record Script(List<Step> steps, Claim outcome) {

  public Script {
    steps = List.copyOf(steps);
  }

  /** One thing that a script does. */
  public sealed interface Step {}

  /**
   * Runs one task.
   *
   * @param until how far
   * @param fault what goes wrong on the way
   */
  public record Run(String task, Until until, Optional<FaultOnTheWay> fault) implements Step {}

  /**
   * Runs one task to its end, and every time it passes a milestone one operation of another task, if
   * that has one left.
   *
   * @param atMost more passings than this break the script
   */
  public record EachTime(String task, String milestone, int atMost, String other) implements Step {}

  /** Looks at the directory: these files are in it and no others, sorted by name. */
  public record Files(List<String> names) implements Step {
    public Files {
      names = names.stream().sorted().toList();
    }
  }

  /** Stops the machine; whatever disk that may leave must wake to what was promised. */
  public record Crash() implements Step {}

  /** Where a run of a task ends. */
  public sealed interface Until {

    /** The task has ended. */
    record End() implements Until {}

    /** The task has passed a milestone so many times since the run began. */
    record Milestone(String name, int times) implements Until {}

    /** So many operations have returned. */
    record Operations(int count) implements Until {}

    /** The task waits for another. */
    record Wait() implements Until {}
  }

  /**
   * A fault that one step of a run meets.
   *
   * @param nth which of the steps that can meet it, from 1
   */
  public record FaultOnTheWay(Fault fault, int nth) {
    public FaultOnTheWay {
      Invariant.check(nth >= 1, "step %d that can meet %s", nth, fault);
    }
  }

  /** The kinds of faults that its steps meet. */
  public Set<Fault> faults() {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (Step step : steps) {
      if (step instanceof Run run) {
        run.fault().ifPresent(onTheWay -> faults.add(onTheWay.fault()));
      }
    }
    return faults;
  }
}
