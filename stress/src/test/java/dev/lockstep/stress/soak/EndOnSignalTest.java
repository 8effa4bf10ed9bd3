package dev.lockstep.stress.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndOnSignalTest {
  private static final Duration MAX = Duration.ofSeconds(60);

  @Test
  void endsTheTasksAndHoldsTheEndOfTheProcessUntilTheSoakHasSummedUp() {
    Course course = new Course(new Tally());
    EndOnSignal signal = new EndOnSignal(course);
    Thread hook = signal.hook();
    assertThat(course.nextTurn()).isTrue();

    hook.start();
    await().atMost(MAX).until(() -> hook.getState() == Thread.State.TIMED_WAITING);
    assertThat(course.nextTurn()).isFalse();
    assertThat(hook.isAlive()).isTrue();

    signal.letGo();
    await().atMost(MAX).until(() -> !hook.isAlive());
  }

  @Test
  void leavesNothingBehindWhereNobodyAsksTheProcessToEnd() {
    EndOnSignal signal = new EndOnSignal(new Course(new Tally()));
    signal.letGo();

    assertThat(Runtime.getRuntime().removeShutdownHook(signal.hook())).isFalse();
  }
}
