package dev.lockstep.model.counterexample;

import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Flush;
import java.util.ArrayList;
import java.util.List;

/**
 * The scenarios that lack one thing which another one has: a task, the crash, a kind of fault, an
 * operation, a change within a flush. What takes most away comes first.
 */
final class SmallerScenarios {
  private final Scenario scenario;
  private final List<Scenario> found = new ArrayList<>();

  private SmallerScenarios(Scenario scenario) {
    this.scenario = scenario;
  }

  static List<Scenario> of(Scenario scenario) {
    SmallerScenarios smaller = new SmallerScenarios(scenario);
    smaller.addWithoutTask();
    smaller.addWithoutCrash();
    smaller.addWithFewerFaults();
    smaller.addWithLessGiven();
    smaller.addWithLessToDo();
    return smaller.found;
  }

  private void addWithoutTask() {
    for (int task = 0; task < scenario.tasks().size() && scenario.tasks().size() > 1; task++) {
      add(scenario.given(), without(scenario.tasks(), task), scenario.afterCrash());
    }
  }

  private void addWithoutCrash() {
    if (scenario.crash()) {
      found.add(with(scenario.given(), scenario.tasks(), false, List.of(), scenario.faults()));
    }
    for (int i = 0; i < scenario.afterCrash().size(); i++) {
      add(scenario.given(), scenario.tasks(), without(scenario.afterCrash(), i));
    }
  }

  private void addWithFewerFaults() {
    FaultBudget faults = scenario.faults();
    if (faults.isNone()) {
      return;
    }
    found.add(scenario.withFaults(FaultBudget.NONE));
    if (faults.kinds().size() > 1) {
      for (int kind = 0; kind < faults.kinds().size(); kind++) {
        found.add(
            scenario.withFaults(new FaultBudget(without(faults.kinds(), kind), faults.atMost())));
      }
    }
    if (faults.atMost() > 1) {
      found.add(scenario.withFaults(new FaultBudget(faults.kinds(), faults.atMost() - 1)));
    }
  }

  private void addWithLessGiven() {
    for (List<Operation> given : lesser(scenario.given())) {
      add(given, scenario.tasks(), scenario.afterCrash());
    }
  }

  private void addWithLessToDo() {
    for (int task = 0; task < scenario.tasks().size(); task++) {
      TaskScript script = scenario.tasks().get(task);
      for (List<Operation> operations : lesser(script.operations())) {
        if (!operations.isEmpty()) {
          List<TaskScript> tasks = new ArrayList<>(scenario.tasks());
          tasks.set(task, new TaskScript(script.name(), operations));
          add(scenario.given(), tasks, scenario.afterCrash());
        }
      }
    }
  }

  /** The operations with one left out, and those with one change left out. */
  private static List<List<Operation>> lesser(List<Operation> operations) {
    List<List<Operation>> lesser = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      lesser.add(without(operations, i));
    }
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i) instanceof Flush flush && flush.mutations().size() > 1) {
        for (int change = 0; change < flush.mutations().size(); change++) {
          List<Mutation> rest = without(flush.mutations(), change);
          List<Operation> changed = new ArrayList<>(operations);
          changed.set(i, new Flush(rest));
          lesser.add(changed);
        }
      }
    }
    return lesser;
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> rest = new ArrayList<>(all);
    rest.remove(index);
    return rest;
  }

  private void add(List<Operation> given, List<TaskScript> tasks, List<Operation> afterCrash) {
    found.add(with(given, tasks, scenario.crash(), afterCrash, scenario.faults()));
  }

  private Scenario with(
      List<Operation> given,
      List<TaskScript> tasks,
      boolean crash,
      List<Operation> afterCrash,
      FaultBudget faults) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        given,
        tasks,
        scenario.script(),
        scenario.own(),
        crash,
        faults,
        afterCrash,
        scenario.fault(),
        scenario.parts(),
        scenario.search(),
        scenario.expectation(),
        scenario.contentHash());
  }
}
