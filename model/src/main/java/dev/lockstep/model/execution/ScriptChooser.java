package dev.lockstep.model.execution;

import dev.lockstep.model.history.History;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Script.EachTime;
import dev.lockstep.model.scenario.Script.Run;
import dev.lockstep.model.scenario.Script.Until;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses as a script says. Where the execution does not do what the script takes for granted, the rest
 * of the script is dropped, and {@link #problem()} says why; the tasks then run to their ends.
 */
public final class ScriptChooser implements Chooser {
  /** The step of the script is done. */
  private static final int DONE = STOP - 1;

  private final List<Script.Step> steps;
  private final List<String> tasks;
  private final History history;
  private final Supplier<List<String>> files;
  private @Nullable String problem;

  // Of the script's step that is being done.
  private int index;
  private boolean begun;
  private int passedInStep;
  private int served;
  private int answeredBefore;
  private int couldFail;
  private boolean failed;

  /**
   * A chooser for one execution.
   *
   * @param history where the execution takes its calls down
   * @param files the names of the files that are there now, sorted
   */
  public ScriptChooser(Scenario scenario, History history, Supplier<List<String>> files) {
    this.steps = scenario.script().orElseThrow().steps();
    this.tasks = Scenario.running(scenario.tasks());
    this.history = history;
    this.files = files;
  }

  /** Ends the script when all tasks have ended. Says why it was not followed; empty where it was. */
  Optional<String> problem() {
    while (problem == null && index < steps.size()) {
      Script.Step step = steps.get(index);
      begin(step);
      checkEnd(step);
      checkFault(step);
      index++;
      begun = false;
    }
    return Optional.ofNullable(problem);
  }

  private void checkEnd(Script.Step step) {
    if (step instanceof Run run
        && !(run.until() instanceof Until.End)
        && !isReached(run.until(), tasks.indexOf(run.task()))) {
      broken(run.task() + " has ended before that");
    } else if (step instanceof Script.Files wanted) {
      checkFiles(wanted);
    }
  }

  private int checkFiles(Script.Files wanted) {
    List<String> found = files.get();
    return found.equals(wanted.names()) ? DONE : broken("the files are " + found);
  }

  @Override
  public int choose(SchedulingPoint point) {
    while (problem == null && index < steps.size()) {
      Script.Step step = steps.get(index);
      begin(step);
      int choice = choice(step, point);
      if (choice != DONE) {
        return choice;
      }
      checkFault(step);
      index++;
      begun = false;
    }
    return point.enabled(0);
  }

  private void begin(Script.Step step) {
    if (!begun) {
      begun = true;
      passedInStep = 0;
      served = 0;
      couldFail = 0;
      failed = false;
      if (step instanceof Run run) {
        answeredBefore = answered(tasks.indexOf(run.task()));
      } else if (step instanceof EachTime each) {
        answeredBefore = answered(tasks.indexOf(each.other()));
      }
    }
  }

  private int choice(Script.Step step, SchedulingPoint point) {
    if (step instanceof Run run) {
      return choice(run, point);
    }
    if (step instanceof EachTime each) {
      return choice(each, point);
    }
    if (step instanceof Script.Files wanted) {
      return checkFiles(wanted);
    }
    return STOP;
  }

  private int choice(Run run, SchedulingPoint point) {
    int task = tasks.indexOf(run.task());
    if (isReached(run.until(), task)) {
      return DONE;
    }
    if (point.hasEnded(task)) {
      return run.until() instanceof Until.End
          ? DONE
          : broken(run.task() + " has ended before that");
    }
    if (point.isEnabled(task)) {
      return task;
    }
    return run.until() instanceof Until.Wait ? DONE : waits(task, point);
  }

  private boolean isReached(Until until, int task) {
    if (until instanceof Until.Milestone milestone) {
      return passedInStep >= milestone.times();
    }
    return until instanceof Until.Operations operations
        && answered(task) - answeredBefore >= operations.count();
  }

  private int choice(EachTime each, SchedulingPoint point) {
    int other = tasks.indexOf(each.other());
    while (served < passedInStep) {
      if (passedInStep > each.atMost()) {
        return broken(each.task() + " passes it more than " + each.atMost() + " times");
      }
      if (answered(other) == answeredBefore && !point.hasEnded(other)) {
        return point.isEnabled(other) ? other : waits(other, point);
      }
      answeredBefore = answered(other);
      served++;
    }
    int task = tasks.indexOf(each.task());
    if (point.hasEnded(task)) {
      return DONE;
    }
    return point.isEnabled(task) ? task : waits(task, point);
  }

  private int waits(int task, SchedulingPoint point) {
    return broken(tasks.get(task) + " waits for " + point.pending(task).objectName());
  }

  private int broken(String why) {
    problem = "step " + (index + 1) + " of the script: " + why;
    return DONE;
  }

  private int answered(int task) {
    return (int) history.calls().stream()
        .filter(call -> call.task() == task && call.answer() != null)
        .count();
  }

  private void checkFault(Script.Step step) {
    if (problem == null && step instanceof Run run && run.fault().isPresent() && !failed) {
      broken("no step of " + run.task() + " met " + run.fault().get().fault().key());
    }
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    if (problem == null && index < steps.size() && steps.get(index) instanceof Run run) {
      Fault wanted = run.fault().map(Script.FaultOnTheWay::fault).orElse(Fault.NONE);
      if (tasks.indexOf(run.task()) == task && possible.contains(wanted)) {
        couldFail++;
        if (couldFail == run.fault().orElseThrow().nth()) {
          failed = true;
          return wanted;
        }
      }
    }
    return Fault.NONE;
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    if (index < steps.size() && isWatched(steps.get(index), task, milestone)) {
      passedInStep++;
    }
  }

  private boolean isWatched(Script.Step step, int task, String milestone) {
    if (step instanceof EachTime each) {
      return each.milestone().equals(milestone) && tasks.indexOf(each.task()) == task;
    }
    return step instanceof Run run
        && tasks.indexOf(run.task()) == task
        && run.until() instanceof Until.Milestone wanted
        && wanted.name().equals(milestone);
  }
}
