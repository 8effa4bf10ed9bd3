package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurwSchedulerTest {
  private static final long SEED = 7;

  @Test
  void repeatsItselfGivenTheSameSeed() {
    Program program = Sampling.settersOfOneCell(3, 3, 3);
    List<Schedule> first = Sampling.schedules(new SurwScheduler(7, 50), program);

    assertThat(Sampling.schedules(new SurwScheduler(7, 50), program)).isEqualTo(first);
    assertThat(Sampling.schedules(new SurwScheduler(8, 50), program)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0, 2", "2, 3, 0, 10", "1, 7, 0, 8", "2, 2, 2, 90", "1, 1, 4, 30"})
  void takesEveryOrderOfTheStepsOnASharedObjectEquallyOften(
      int first, int second, int third, int orders) {
    assertUniform(Sampling.settersOfOneCell(first, second, third), orders);
  }

  /** The first task has many more steps than the second, which would win the race nearly always. */
  @ParameterizedTest
  @CsvSource({"10, 0", "10, 3", "0, 25"})
  void takesThemEquallyOftenHoweverManyOtherStepsThereAre(int before, int between) {
    assertUniform(
        platform -> {
          LongCell shared = platform.newLongCell("x", 0);
          LongCell own = platform.newLongCell("own", 0);
          platform.start("busy", () -> {
            setWithWork(shared, own, before);
            setWithWork(shared, own, between);
          });
          platform.start("idle", () -> Sampling.setOften(shared, 2));
        },
        6);
  }

  private static void setWithWork(LongCell shared, LongCell own, int work) {
    for (int i = 0; i < work; i++) {
      own.addAndGet(1);
    }
    shared.set(1);
  }

  private static void assertUniform(Program program, int orders) {
    List<SimulationResult> results = Executions.all(new SurwScheduler(SEED, 5401), program);
    List<SimulationResult> measured = results.subList(1, results.size());

    Map<String, Long> counts = measured.stream()
        .map(result -> Sampling.order(result, StepKind.CELL_SET))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(counts).hasSize(orders);
    counts.values().forEach(hits -> Sampling.assertProbability(hits, 5400, 1.0 / orders));
  }

  /** Nothing is shared, so all steps are selected: each task's start and its sets. */
  @Test
  void walksUniformlyWhereNoObjectIsShared() {
    List<SimulationResult> results =
        Executions.all(new SurwScheduler(SEED, 5401), Sampling.settersOfTheirOwn(1, 3));
    List<SimulationResult> measured = results.subList(1, results.size());

    Map<Schedule, Long> counts = measured.stream()
        .map(SimulationResult::schedule)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(counts).hasSize(15);
    counts.values().forEach(hits -> Sampling.assertProbability(hits, 5400, 1.0 / 15));
  }

  /**
   * Half of the executions select the flag that is set last. In half of those the reader waits at it
   * for the replacer, and in half of these it has read the other cell in time.
   */
  @Test
  void findsTheLongRunInAShortWindowThatARandomWalkMisses() {
    Program program = Sampling.openingARemovedFile(30);
    List<SimulationResult> results = Executions.all(new SurwScheduler(SEED, 3001), program);
    List<SimulationResult> walks = Executions.all(new RandomScheduler(SEED, 3000), program);

    long hits = Sampling.count(results.subList(1, results.size()), Sampling::isMissed);

    Sampling.assertProbability(hits, 3000, 1.0 / 8);
    assertThat(Sampling.count(walks, Sampling::isMissed)).isZero();
  }

  @Test
  void goesOnWhereTheTaskItDrewWaitsForTheOthers() {
    List<SimulationResult> results = Executions.all(new SurwScheduler(SEED, 2000), platform -> {
      Mutex mutex = platform.newMutex("m");
      LongCell cell = platform.newLongCell("x", 0);
      for (int i = 0; i < 3; i++) {
        platform.start("locker", () -> {
          mutex.lock();
          Sampling.setOften(cell, 2);
          mutex.unlock();
        });
      }
    });

    assertThat(results).allMatch(result -> result.ending() == Ending.COMPLETED);
    assertThat(results.stream()
            .map(result -> Sampling.order(result, StepKind.CELL_SET))
            .distinct())
        .hasSize(6);
  }

  @Test
  void saysWhatItCovered() {
    SurwScheduler scheduler = new SurwScheduler(7, 12);
    Executions.all(scheduler, Sampling.settersOfOneCell(1, 1));

    assertThat(scheduler.coverage()).isEqualTo(new Coverage(12, true, "12 SURW schedules, seed 7"));
  }
}
