package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Schedule.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplaySchedulerTest {
  private static final Program TWO_LOCKERS = platform -> {
    Mutex mutex = platform.newMutex("m");
    for (String name : List.of("flusher", "compactor")) {
      platform.start(name, () -> lockAndUnlock(mutex));
    }
  };

  private static void lockAndUnlock(Mutex mutex) {
    mutex.lock();
    mutex.unlock();
  }

  @Test
  void repeatsEveryExecution() {
    for (SimulationResult result : Executions.all(new BoundedScheduler(9), TWO_LOCKERS)) {
      ReplayScheduler replay = new ReplayScheduler(result.schedule());
      List<SimulationResult> again = Executions.all(replay, TWO_LOCKERS);

      assertThat(again).containsExactly(result);
      assertThat(replay.coverage().complete()).isTrue();
    }
  }

  @Test
  void stopsWhereTheScheduleCrashes() {
    Schedule schedule = schedule(new Run(1, 3)).withCrash(new CrashDecision(2, 0));

    SimulationResult result =
        Executions.all(new ReplayScheduler(schedule), TWO_LOCKERS).get(0);

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.schedule()).isEqualTo(schedule(new Run(1, 2)));
  }

  @Test
  void saysWhichTaskTheScheduleWantsAndCannotHave() {
    assertMismatch(
        schedule(new Run(0, 2), new Run(1, 2)),
        "at step 3 the schedule wants compactor, which is at 'locks m#1' and has to wait;"
            + " enabled are: flusher");
    assertMismatch(
        schedule(new Run(7, 1)),
        "at step 0 the schedule wants task 7, which was not started; enabled are: flusher, compactor");
  }

  @Test
  void saysThatTheScheduleIsTooShortOrTooLong() {
    assertMismatch(
        schedule(new Run(0, 1)),
        "at step 1 the schedule ends, but the execution goes on; enabled are: flusher, compactor");
    assertMismatch(
        schedule(new Run(0, 3), new Run(1, 5)),
        "at step 6 the execution ends (COMPLETED), but the schedule goes on for 2 steps");
  }

  private static void assertMismatch(Schedule schedule, String message) {
    assertThatThrownBy(() -> Executions.all(new ReplayScheduler(schedule), TWO_LOCKERS))
        .isInstanceOf(ScheduleMismatchException.class)
        .hasMessage(message);
  }

  private static Schedule schedule(Run... runs) {
    return Schedule.ofRuns(List.of(runs));
  }
}
