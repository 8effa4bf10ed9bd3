package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.StepObserver;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs whose calls read and write two cells, a few steps each. What a task saw, and so what its
 * calls answered, is the same in equivalent executions.
 */
class CallOrdersTest {

  @Test
  void callsThatTouchNothingInCommonComeInAnyOrder() {
    Program program = new Program(List.of(List.of("x", "x"), List.of("Y")));

    assertThat(preceding(program))
        .containsExactlyInAnyOrder(
            "0.0<0.1 0.0<1.0 0.1<1.0", "0.0<0.1 0.0<1.0 1.0<0.1", "0.0<0.1 1.0<0.0 1.0<0.1");
  }

  @Test
  void callsThatWaitForEachOtherOverlap() {
    Program program = new Program(List.of(List.of("XyX"), List.of("yYx")));

    assertThat(preceding(program)).contains("0.0<1.0", "1.0<0.0", "");
  }

  /** The causal order of the first execution, and what its calls can look like. */
  private static Set<String> preceding(Program program) {
    Set<String> found = new HashSet<>();
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    while (scheduler.beginExecution()) {
      Run run = program.run(scheduler);
      for (List<End> ends : CallOrders.of(scheduler.order(), run.ends())) {
        found.add(precedence(History.of(ends).calls()).toString().replaceAll("[\\[\\],]", ""));
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void boundWhatBruteForceFindsAndCanBeRun(int seed) {
    Program program = Program.random(seed);
    Map<String, List<Set<String>>> orders = new HashMap<>();
    ExhaustiveScheduler exhaustive = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    while (exhaustive.beginExecution()) {
      Run run = program.run(exhaustive);
      orders.merge(run.seen(), possible(program, run, exhaustive.order()), CallOrdersTest::both);
    }
    BoundedScheduler everything = new BoundedScheduler(100);
    while (everything.beginExecution()) {
      Run run = program.run(everything);
      Set<String> precedence = precedence(run.history.calls());
      assertThat(orders.get(run.seen()))
          .as("%s: %s", run.schedule, precedence)
          .anyMatch(order -> order.containsAll(precedence));
    }
  }

  private static List<Set<String>> both(List<Set<String>> first, List<Set<String>> second) {
    List<Set<String>> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** What is possible according to {@link CallOrders}; each is run to see that it is. */
  private static List<Set<String>> possible(Program program, Run run, CausalOrder order) {
    Past everything = order.nothing();
    for (int step = 0; step < order.stepCount(); step++) {
      everything = everything.with(step);
    }
    List<Set<String>> possible = new ArrayList<>();
    for (List<End> ends : CallOrders.of(order, run.ends())) {
      Set<String> precedence = precedence(History.of(ends).calls());
      Schedule schedule = CallOrders.schedule(order, everything, ends);
      ReplayScheduler replay = new ReplayScheduler(schedule);
      assertThat(replay.beginExecution()).isTrue();
      Run again = program.run(replay);
      assertThat(again.seen()).isEqualTo(run.seen());
      assertThat(precedence(again.history.calls())).isEqualTo(precedence);
      possible.add(precedence);
    }
    return possible;
  }

  /** Which calls return before which others are made; a call is its task and its operation's key. */
  private static Set<String> precedence(List<Call> calls) {
    Set<String> pairs = new TreeSet<>();
    for (Call first : calls) {
      for (Call second : calls) {
        if (first.precedes(second)) {
          pairs.add(name(first) + "<" + name(second));
        }
      }
    }
    return pairs;
  }

  private static String name(Call call) {
    return call.task() + "." + ((Operation.Get) call.operation()).key();
  }

  /**
   * Every task makes calls; a call is a word whose letters are its steps: x and y read a cell, X and Y
   * add to it.
   */
  private record Program(List<List<String>> tasks) {

    static Program random(int seed) {
      Random random = new Random(seed);
      List<List<String>> tasks = new ArrayList<>();
      for (int task = 0; task < 2; task++) {
        List<String> calls = new ArrayList<>();
        for (int call = 0; call < 2; call++) {
          StringBuilder steps = new StringBuilder();
          for (int step = 0; step <= random.nextInt(2); step++) {
            steps.append("xyXY".charAt(random.nextInt(4)));
          }
          calls.add(steps.toString());
        }
        tasks.add(calls);
      }
      return new Program(tasks);
    }

    Run run(Scheduler scheduler) {
      Run run = new Run(tasks.size());
      Simulation simulation = new Simulation(
          new SimulatedDisk(), scheduler, SimulationOptions.defaults().withObserver(run));
      LongCell x = simulation.platform().newLongCell("x", 0);
      LongCell y = simulation.platform().newLongCell("y", 0);
      for (int task = 0; task < tasks.size(); task++) {
        int number = task;
        simulation.start("task" + task, () -> perform(simulation, run, number, x, y));
      }
      var result = simulation.run();
      run.schedule = result.schedule().toString();
      scheduler.endExecution(result);
      return run;
    }

    private void perform(Simulation simulation, Run run, int task, LongCell x, LongCell y) {
      for (int i = 0; i < tasks.get(task).size(); i++) {
        run.announce(task, i);
        StringBuilder seen = new StringBuilder();
        for (char step : tasks.get(task).get(i).toCharArray()) {
          LongCell cell = Character.toLowerCase(step) == 'x' ? x : y;
          seen.append(Character.isUpperCase(step) ? cell.addAndGet(1) : cell.get());
        }
        run.answer(task, seen.toString(), simulation.stepCount() - 1);
      }
    }
  }

  private static final class Run implements StepObserver {
    final History history = new History();
    final List<Optional<Operation>> announced = new ArrayList<>();
    final Map<Integer, Call> open = new HashMap<>();
    final List<List<String>> seen = new ArrayList<>();
    String schedule = "";

    Run(int tasks) {
      for (int task = 0; task < tasks; task++) {
        announced.add(Optional.empty());
        seen.add(new ArrayList<>());
      }
    }

    void announce(int task, int call) {
      announced.set(task, Optional.of(new Operation.Get(Integer.toString(call))));
    }

    @Override
    public boolean beforeStep(int index, int task, PendingStep step, SimulatedDisk disk) {
      announced
          .get(task)
          .ifPresent(operation -> open.put(task, history.call(task, operation, index)));
      announced.set(task, Optional.empty());
      return true;
    }

    void answer(int task, String values, int step) {
      seen.get(task).add(values);
      history.answered(
          Objects.requireNonNull(open.get(task)), new Answer.Found(Optional.empty()), step);
    }

    String seen() {
      return seen.toString();
    }

    List<End> ends() {
      List<End> ends = new ArrayList<>();
      for (Call call : history.calls()) {
        ends.add(new End(call, false));
        ends.add(new End(call, true));
      }
      return ends;
    }
  }
}
