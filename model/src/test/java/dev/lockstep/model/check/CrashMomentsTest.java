package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.history.History.End;
import dev.lockstep.model.program.CallOrders;
import dev.lockstep.model.program.CallProgram;
import dev.lockstep.model.program.CallProgram.Moment;
import dev.lockstep.model.program.CallProgram.Run;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Schedule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashMomentsTest {

  @Test
  void aCallThatHasDoneAllItDoesOnTheDiskHasReturned() {
    assertThat(moments(new CallProgram(List.of(List.of("Ff", "Gx")))))
        .containsExactlyInAnyOrder(
            "[] {} []", "[] {f=[0]} []", "[f0] {} [0.0]", "[f0] {g=[2]} [0.0, 0.1]");
  }

  @Test
  void filesOfDifferentTasksAreAtEveryCombinationOfTheirStates() {
    assertThat(moments(new CallProgram(List.of(List.of("FF"), List.of("GGG"))))).hasSize(3 * 4);
  }

  @Test
  void whatACellOrdersStaysInOrder() {
    assertThat(moments(new CallProgram(List.of(List.of("FX"), List.of("xG")))))
        .containsExactlyInAnyOrder(
            "[] {} []", "[] {f=[0]} [0.0]", "[] {g=[11]} [1.0]", "[] {f=[0], g=[11]} [0.0, 1.0]");
  }

  private static Set<String> moments(CallProgram program) {
    Set<String> found = new HashSet<>();
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.OBSERVED);
    while (scheduler.beginExecution()) {
      Run run = program.run(scheduler);
      for (Moment moment : possible(program, run, scheduler.order())) {
        found.add(moment.disk() + " " + moment.returned());
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void boundWhatBruteForceComesTo(int seed) {
    CallProgram program = CallProgram.random(seed, "xXFfGg");
    Map<String, Set<Set<String>>> returned = new HashMap<>();
    ExhaustiveScheduler exhaustive = new ExhaustiveScheduler(DiskOrder.OBSERVED);
    while (exhaustive.beginExecution()) {
      Run run = program.run(exhaustive);
      for (Moment moment : possible(program, run, exhaustive.order())) {
        returned.computeIfAbsent(moment.disk(), disk -> new HashSet<>()).add(moment.returned());
      }
    }
    BoundedScheduler everything = new BoundedScheduler(100);
    while (everything.beginExecution()) {
      Run run = program.run(everything);
      for (Moment moment : run.moments()) {
        assertThat(returned.get(moment.disk()))
            .as("%s: %s", run.schedule(), moment)
            .isNotNull()
            .anyMatch(calls -> calls.containsAll(moment.returned()));
      }
    }
  }

  /** Where {@link CrashMoments} says a crash can come to, by running up to there. */
  private static Set<Moment> possible(CallProgram program, Run run, CausalOrder order) {
    Set<Moment> possible = new HashSet<>();
    for (CrashMoments.Moment moment : CrashMoments.of(order, run.history())) {
      for (List<End> ends : CallOrders.of(order, moment.ends())) {
        Schedule schedule = CallOrders.schedule(order, moment.done(), ends);
        ReplayScheduler replay =
            new ReplayScheduler(schedule.withCrash(new CrashDecision(schedule.length(), 0)));
        assertThat(replay.beginExecution()).isTrue();
        possible.add(program.run(replay).moment());
      }
    }
    return possible;
  }
}
