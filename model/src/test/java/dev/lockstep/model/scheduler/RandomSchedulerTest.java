package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomSchedulerTest {
  private static final Program THREE_SETTERS = platform -> {
    LongCell cell = platform.newLongCell("x", 0);
    for (int i = 0; i < 3; i++) {
      platform.start("setter", () -> setTwice(cell));
    }
  };

  private static void setTwice(LongCell cell) {
    cell.set(1);
    cell.set(2);
  }

  @Test
  void repeatsItselfGivenTheSameSeed() {
    List<Schedule> first = schedules(7);

    assertThat(schedules(7)).isEqualTo(first);
    assertThat(schedules(8)).isNotEqualTo(first);
    assertThat(first.stream().distinct()).hasSizeGreaterThan(30);
  }

  @Test
  void repeatsOneExecutionGivenItsOwnSeed() {
    RandomScheduler scheduler = new RandomScheduler(7, 20);
    List<Long> seeds = new ArrayList<>();
    List<Long> hashes = new ArrayList<>();
    while (scheduler.beginExecution()) {
      seeds.add(scheduler.executionSeed());
      hashes.add(Executions.one(scheduler, THREE_SETTERS).trace().hash());
    }
    for (int i = 0; i < seeds.size(); i++) {
      List<SimulationResult> again =
          Executions.all(new RandomScheduler(seeds.get(i), 1), THREE_SETTERS);
      assertThat(again).hasSize(1);
      assertThat(again.get(0).trace().hash()).isEqualTo(hashes.get(i));
    }
  }

  /** A step costs a half where both tasks are enabled, and nothing once one has ended. */
  @ParameterizedTest
  @CsvSource({"000111, 3", "010101, 5", "011100, 4"})
  void takesAScheduleAsOftenAsItsChoicesMultiplyUpTo(String wanted, int choices) {
    List<Schedule> schedules =
        Sampling.schedules(new RandomScheduler(7, 5000), Sampling.settersOfTheirOwn(2, 2));

    long hits =
        schedules.stream().filter(schedule -> tasks(schedule).equals(wanted)).count();

    Sampling.assertProbability(hits, schedules.size(), Math.pow(0.5, choices));
  }

  private static String tasks(Schedule schedule) {
    return IntStream.range(0, schedule.length())
        .mapToObj(step -> Integer.toString(schedule.task(step)))
        .collect(Collectors.joining());
  }

  private static List<Schedule> schedules(long seed) {
    return Executions.all(new RandomScheduler(seed, 50), THREE_SETTERS).stream()
        .map(SimulationResult::schedule)
        .toList();
  }
}
