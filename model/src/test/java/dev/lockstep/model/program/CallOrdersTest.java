package dev.lockstep.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task saw, and so what its calls answered, is the same in equivalent executions. */
class CallOrdersTest {

  @Test
  void callsThatTouchNothingInCommonComeInAnyOrder() {
    CallProgram program = new CallProgram(List.of(List.of("x", "x"), List.of("Y")));

    assertThat(preceding(program))
        .containsExactlyInAnyOrder(
            "0.0<0.1 0.0<1.0 0.1<1.0", "0.0<0.1 0.0<1.0 1.0<0.1", "0.0<0.1 1.0<0.0 1.0<0.1");
  }

  @Test
  void callsThatWaitForEachOtherOverlap() {
    CallProgram program = new CallProgram(List.of(List.of("XyX"), List.of("yYx")));

    assertThat(preceding(program)).contains("0.0<1.0", "1.0<0.0", "");
  }

  /** The causal order of the first execution, and what its calls can look like. */
  private static Set<String> preceding(CallProgram program) {
    Set<String> found = new HashSet<>();
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    while (scheduler.beginExecution()) {
      CallProgram.Run run = program.run(scheduler);
      for (List<End> ends : CallOrders.of(scheduler.order(), run.ends())) {
        found.add(precedence(History.of(ends).calls()).toString().replaceAll("[\\[\\],]", ""));
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void boundWhatBruteForceFindsAndCanBeRun(int seed) {
    CallProgram program = CallProgram.random(seed, "xyXY");
    Map<String, List<Set<String>>> orders = new HashMap<>();
    ExhaustiveScheduler exhaustive = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    while (exhaustive.beginExecution()) {
      CallProgram.Run run = program.run(exhaustive);
      orders.merge(run.seen(), possible(program, run, exhaustive.order()), CallOrdersTest::both);
    }
    BoundedScheduler everything = new BoundedScheduler(100);
    while (everything.beginExecution()) {
      CallProgram.Run run = program.run(everything);
      Set<String> precedence = precedence(run.history().calls());
      assertThat(orders.get(run.seen()))
          .as("%s: %s", run.schedule(), precedence)
          .anyMatch(order -> order.containsAll(precedence));
    }
  }

  private static List<Set<String>> both(List<Set<String>> first, List<Set<String>> second) {
    List<Set<String>> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** What is possible according to {@link CallOrders}; each is run to see that it is. */
  private static List<Set<String>> possible(
      CallProgram program, CallProgram.Run run, CausalOrder order) {
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
      CallProgram.Run again = program.run(replay);
      assertThat(again.seen()).isEqualTo(run.seen());
      assertThat(precedence(again.history().calls())).isEqualTo(precedence);
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
          pairs.add(CallProgram.name(first) + "<" + CallProgram.name(second));
        }
      }
    }
    return pairs;
  }
}
