package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PctSchedulerTest {
  private static final long SEED = 7;

  @Test
  void repeatsItselfGivenTheSameSeed() {
    Program program = Sampling.settersOfOneCell(3, 3, 3);
    List<Schedule> first = Sampling.schedules(new PctScheduler(3, 7, 50), program);

    assertThat(Sampling.schedules(new PctScheduler(3, 7, 50), program)).isEqualTo(first);
    assertThat(Sampling.schedules(new PctScheduler(3, 8, 50), program)).isNotEqualTo(first);
  }

  @Test
  void neverPreemptsAtDepthOne() {
    List<SimulationResult> results =
        Executions.all(new PctScheduler(1, SEED, 1000), Sampling.settersOfTheirOwn(4, 4, 4));

    assertThat(results).allMatch(result -> result.schedule().runs().size() == 3);
    long lastFirst = Sampling.count(results, result -> result.schedule().task(0) == 2);
    Sampling.assertProbability(lastFirst, results.size(), 1.0 / 3);
  }

  /**
   * The first task's sets and the second's alternate: depth - 1 times a task has to be stopped, each
   * time at one step, so that no more than the guarantee can be had.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 01, 1000",
    "2, 2, 1, 010, 2000",
    "3, 2, 2, 0101, 6000",
    "4, 3, 2, 01010, 24000"
  })
  void findsWhatNeedsItsDepthAsOftenAsItGuarantees(
      int depth, int firstSets, int secondSets, String order, int executions) {
    PctScheduler scheduler = new PctScheduler(depth, SEED, executions + 1);
    List<SimulationResult> results =
        Executions.all(scheduler, Sampling.settersOfTheirOwn(firstSets, secondSets));
    List<SimulationResult> measured = results.subList(1, results.size());
    int steps = 2 + firstSets + secondSets;

    long hits = Sampling.count(
        measured, result -> Sampling.order(result, StepKind.CELL_SET).equals(order));

    Sampling.assertProbability(hits, measured.size(), 1 / (2 * Math.pow(steps, depth - 1)));
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "2, 10", "3, 10"})
  void guaranteesNoLessBesideTasksThatDoNotMatter(int depth, int others) {
    PctScheduler scheduler = new PctScheduler(depth, SEED, 8001);
    List<SimulationResult> results =
        Executions.all(scheduler, Sampling.settersOfTheirOwn(2, 1, others, others));
    List<SimulationResult> measured = results.subList(1, results.size());
    int steps = 4 + 3 + 2 * others;

    long hits = Sampling.count(
        measured,
        result ->
            Sampling.order(result, StepKind.CELL_SET).replaceAll("[23]", "").equals("010"));

    Sampling.assertProbabilityAtLeast(hits, measured.size(), 1 / (4 * Math.pow(steps, depth - 1)));
  }

  @Test
  void findsTheLongRunInAShortWindowThatARandomWalkMisses() {
    Program program = Sampling.openingARemovedFile(30);
    List<SimulationResult> results = Executions.all(new PctScheduler(2, SEED, 3001), program);
    List<SimulationResult> walks = Executions.all(new RandomScheduler(SEED, 3000), program);

    long hits = Sampling.count(results.subList(1, results.size()), Sampling::isMissed);

    // The longest execution has the missing itself as a step more: 3 + 33 + 1.
    Sampling.assertProbabilityAtLeast(hits, 3000, 1.0 / (2 * 37));
    assertThat(Sampling.count(walks, Sampling::isMissed)).isZero();
  }

  @Test
  void saysWhatItCovered() {
    PctScheduler scheduler = new PctScheduler(3, 7, 12);
    scheduler.beginExecution();
    assertThat(scheduler.coverage().complete()).isFalse();
    assertThat(scheduler.coverage().description()).isEqualTo("1 PCT schedule, depth 3, seed 7");

    PctScheduler whole = new PctScheduler(3, 7, 12);
    Executions.all(whole, Sampling.settersOfOneCell(1, 1));
    assertThat(whole.coverage())
        .isEqualTo(new Coverage(12, true, "12 PCT schedules, depth 3, seed 7"));
  }
}
