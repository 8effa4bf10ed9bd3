package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedSchedulerTest {
  private static final long SEED = 7;

  /**
   * A reader that passes one window after the other: each time it has to see a counter move between
   * two looks at it, while the ticker has little time, or it gives up. What it has come to is written
   * down, and an observer reads it.
   */
  private static Program windows(int windows) {
    return platform -> {
      LongCell counter = platform.newLongCell("counter", 0);
      LongCell own = platform.newLongCell("own", 0);
      List<LongCell> passed = new ArrayList<>();
      for (int i = 0; i < windows; i++) {
        passed.add(platform.newLongCell("window " + i, 0));
      }
      LongCell missed = platform.newLongCell("missed", 0);
      platform.start("reader", () -> {
        for (LongCell window : passed) {
          long before = counter.get();
          if (counter.get() != before + 2) {
            return;
          }
          window.set(1);
          Sampling.setOften(own, 3);
        }
        missed.set(1);
      });
      platform.start("ticker", () -> {
        for (int i = 0; i < 4 * windows; i++) {
          counter.addAndGet(1);
        }
      });
      platform.start("observer", () -> passed.forEach(LongCell::get));
    };
  }

  private static long firstMissed(Scheduler scheduler, Program program) {
    long executions = 0;
    while (scheduler.beginExecution()) {
      executions++;
      SimulationResult result = Executions.one(scheduler, program);
      scheduler.endExecution(result);
      if (Sampling.isMissed(result)) {
        return executions;
      }
    }
    return Long.MAX_VALUE;
  }

  @Test
  void findsARaceOfManyWindowsThatNoneOfTheOthersFinds() {
    Program program = windows(5);
    long max = 3000;

    long found = LongStream.rangeClosed(1, 5)
        .filter(seed -> firstMissed(new GuidedScheduler(seed, max), program) <= max)
        .count();

    assertThat(found).isEqualTo(5);
    assertThat(firstMissed(new RandomScheduler(SEED, max), program)).isGreaterThan(max);
    assertThat(firstMissed(new PosScheduler(SEED, max), program)).isGreaterThan(max);
    assertThat(firstMissed(new PctScheduler(3, SEED, max), program)).isGreaterThan(max);
  }

  @Test
  void comesToWhatStepPrioritiesComeToHalfAsOften() {
    Program program = Sampling.openingARemovedFile(10);
    List<SimulationResult> results = Executions.all(new GuidedScheduler(SEED, 3000), program);
    List<SimulationResult> drawn = Executions.all(new PosScheduler(SEED, 3000), program);
    double probability = Sampling.count(drawn, Sampling::isMissed) / 3000.0;

    Sampling.assertProbabilityAtLeast(
        Sampling.count(results, Sampling::isMissed), 3000, probability / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 7, Long.MIN_VALUE})
  void repeatsItselfGivenTheSameSeed(long seed) {
    Program program = Sampling.settersOfOneCell(3, 2, 1);
    List<Schedule> first = Sampling.schedules(new GuidedScheduler(seed, 40), program);

    assertThat(Sampling.schedules(new GuidedScheduler(seed, 40), program)).isEqualTo(first);
    assertThat(Sampling.schedules(new GuidedScheduler(seed + 1, 40), program)).isNotEqualTo(first);
  }

  @Test
  void takesEveryOrderOfAFewSteps() {
    List<SimulationResult> results =
        Executions.all(new GuidedScheduler(SEED, 500), Sampling.settersOfOneCell(2, 2));

    assertThat(results.stream().map(Sampling::orderPerObject).distinct()).hasSize(6);
  }

  @Test
  void saysWhatItCovered() {
    GuidedScheduler scheduler = new GuidedScheduler(7, 12);
    Executions.all(scheduler, Sampling.settersOfOneCell(1, 1));

    assertThat(scheduler.coverage())
        .isEqualTo(new Coverage(12, true, "12 guided schedules, seed 7"));
  }
}
