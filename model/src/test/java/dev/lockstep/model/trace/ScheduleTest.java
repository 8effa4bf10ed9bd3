package dev.lockstep.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.trace.Schedule.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void isTheSameByStepsAndByRuns() {
    Schedule schedule = Schedule.of(new byte[] {0, 0, 2, 1, 1, 9}, 5);

    assertThat(schedule.runs()).containsExactly(new Run(0, 2), new Run(2, 1), new Run(1, 2));
    assertThat(Schedule.ofRuns(schedule.runs())).isEqualTo(schedule).hasSameHashCodeAs(schedule);
    assertThat(schedule.task(2)).isEqualTo(2);
    assertThat(schedule.length()).isEqualTo(5);
  }

  @Test
  void endsAtTheCrash() {
    Schedule schedule = Schedule.ofRuns(List.of(new Run(0, 2), new Run(1, 3)));
    Schedule crashed = schedule.withCrash(new CrashDecision(3, 7));

    assertThat(crashed.runs()).containsExactly(new Run(0, 2), new Run(1, 1));
    assertThat(crashed.crash()).contains(new CrashDecision(3, 7));
    assertThat(crashed)
        .isNotEqualTo(Schedule.ofRuns(crashed.runs()))
        .hasToString("0*2 1*1 crash 7");
  }

  @Test
  void refusesRunsOfNoTask() {
    assertThatThrownBy(() -> Schedule.ofRuns(List.of(new Run(64, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.ofRuns(List.of(new Run(0, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
