package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedSchedulerTest {

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 4", "5, 2", "5, 3", "12, 2"})
  void countsTheSchedulesOfTwoIndependentTasks(int steps, int preemptions) {
    List<Schedule> schedules = schedules(preemptions, independent(2, steps - 1));

    assertThat(schedules).doesNotHaveDuplicates();
    assertThat(schedules).hasSize(Math.toIntExact(closedForm(steps, preemptions)));
  }

  /**
   * Two tasks of n steps alternate in blocks. All switches but the last, which follows the end of a
   * task, are preemptions: b blocks have b - 2 of them, and are cut in two independent ways.
   */
  private static long closedForm(int steps, int preemptions) {
    long sum = 0;
    for (int blocks = 2; blocks <= preemptions + 2; blocks++) {
      sum += 2 * choose(steps - 1, (blocks + 1) / 2 - 1) * choose(steps - 1, blocks / 2 - 1);
    }
    return sum;
  }

  private static long choose(int n, int k) {
    long result = 1;
    for (int i = 0; i < k; i++) {
      result = result * (n - i) / (i + 1);
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "9"})
  void runsEveryScheduleOfThreeTasksThatBruteForceFinds(int preemptions) {
    int[] left = {3, 3, 3};
    Map<Integer, Integer> byPreemptions = new HashMap<>();
    enumerate(left, -1, 0, byPreemptions);
    int expected = byPreemptions.entrySet().stream()
        .filter(entry -> entry.getKey() <= preemptions)
        .mapToInt(Map.Entry::getValue)
        .sum();

    List<Schedule> schedules = schedules(preemptions, independent(3, 2));

    assertThat(schedules).doesNotHaveDuplicates().hasSize(expected);
  }

  private static void enumerate(
      int[] left, int running, int preemptions, Map<Integer, Integer> byPreemptions) {
    boolean ended = true;
    for (int task = 0; task < left.length; task++) {
      if (left[task] > 0) {
        ended = false;
        left[task]--;
        boolean preempts = running != -1 && running != task && left[running] > 0;
        enumerate(left, task, preemptions + (preempts ? 1 : 0), byPreemptions);
        left[task]++;
      }
    }
    if (ended) {
      byPreemptions.merge(preemptions, 1, Integer::sum);
    }
  }

  @Test
  void startsWithTheSchedulesThatPreemptLeast() {
    List<Integer> preemptions = new ArrayList<>();
    for (Schedule schedule : schedules(3, independent(2, 4))) {
      preemptions.add(schedule.runs().size() - 2);
    }

    assertThat(preemptions).isSorted().startsWith(0, 0).endsWith(3);
  }

  @Test
  void findsALostUpdateWithOnePreemptionAndNotWithout() {
    assertThat(lostUpdates(0)).isZero();
    assertThat(lostUpdates(1)).isPositive();
  }

  private static long lostUpdates(int preemptions) {
    List<Long> sums = new ArrayList<>();
    Executions.all(new BoundedScheduler(preemptions), platform -> {
      LongCell cell = platform.newLongCell("sum", 0);
      List<Task> adders = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        adders.add(platform.start("adder", () -> cell.set(cell.get() + 1)));
      }
      platform.start("reader", () -> {
        adders.forEach(Task::join);
        sums.add(cell.get());
      });
    });
    assertThat(sums).isNotEmpty();
    return sums.stream().filter(sum -> sum != 2).count();
  }

  @Test
  void switchesFreelyWhereTheRunningTaskWaits() {
    Program program = platform -> {
      Mutex mutex = platform.newMutex("m");
      LongCell cell = platform.newLongCell("x", 0);
      for (int i = 0; i < 3; i++) {
        platform.start("locker", () -> increment(mutex, cell));
      }
    };

    assertThat(schedules(0, program)).hasSize(6);
    assertThat(schedules(1, program)).doesNotHaveDuplicates().hasSizeGreaterThan(6);
  }

  private static void increment(Mutex mutex, LongCell cell) {
    mutex.lock();
    cell.addAndGet(1);
    mutex.unlock();
  }

  @Test
  void saysWhatItCovered() {
    BoundedScheduler stopped = new BoundedScheduler(2);
    for (int i = 0; i < 5; i++) {
      assertThat(stopped.beginExecution()).isTrue();
      stopped.endExecution(Executions.one(stopped, independent(2, 4)));
    }
    BoundedScheduler whole = new BoundedScheduler(9);
    Executions.all(whole, independent(2, 1));

    assertThat(stopped.coverage().complete()).isFalse();
    assertThat(stopped.coverage().description())
        .isEqualTo("stopped after 5 schedules, the last 3 with 1 preemption");
    assertThat(whole.coverage().complete()).isTrue();
    assertThat(whole.coverage().description())
        .isEqualTo("complete: all 6 schedules, none has more than 2 preemptions");
  }

  private static List<Schedule> schedules(int preemptions, Program program) {
    BoundedScheduler scheduler = new BoundedScheduler(preemptions);
    List<Schedule> schedules = Executions.all(scheduler, program).stream()
        .map(SimulationResult::schedule)
        .toList();
    assertThat(scheduler.coverage().complete()).isTrue();
    assertThat(scheduler.coverage().executions()).isEqualTo(schedules.size());
    return schedules;
  }

  /** Tasks that each start, which is a step, and then set a cell of their own. */
  private static Program independent(int tasks, int sets) {
    return platform -> {
      for (int task = 0; task < tasks; task++) {
        LongCell cell = platform.newLongCell("own", 0);
        platform.start("task" + task, () -> setOften(cell, sets));
      }
    };
  }

  private static void setOften(LongCell cell, int sets) {
    for (int i = 0; i < sets; i++) {
      cell.set(i);
    }
  }
}
