package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.scheduler.Executions.Program;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecheckSchedulerTest {

  @Test
  void runsEveryNthScheduleTwice() {
    AtomicInteger runs = new AtomicInteger();
    Program program = platform -> {
      runs.incrementAndGet();
      LongCell cell = platform.newLongCell("x", 0);
      platform.start("setter", () -> cell.set(1));
    };
    RecheckScheduler scheduler = new RecheckScheduler(new RandomScheduler(1, 10), 5);

    Executions.all(scheduler, program);

    assertThat(runs).hasValue(12);
    assertThat(scheduler.coverage().executions()).isEqualTo(10);
  }

  @Test
  void catchesAValueThatTheSimulationDoesNotControl() {
    AtomicInteger uncontrolled = new AtomicInteger();
    Program program = platform -> {
      LongCell cell = platform.newLongCell("x", 0);
      platform.start("setter", () -> cell.set(uncontrolled.incrementAndGet()));
    };

    assertNondeterminism(
        program,
        "the same schedule gave two traces, which part at step 1: setter sets x#1 = 1, then setter"
            + " sets x#1 = 2");
  }

  @Test
  void catchesStepsThatTheSimulationDoesNotControl() {
    AtomicInteger uncontrolled = new AtomicInteger();
    Program program = platform -> {
      LongCell cell = platform.newLongCell("x", 0);
      platform.start("setter", () -> setOften(cell, uncontrolled.incrementAndGet()));
    };

    assertNondeterminism(
        program,
        "the same schedule could not be run twice: at step 2 the schedule ends, but the execution"
            + " goes on; enabled are: setter");
  }

  private static void setOften(LongCell cell, int times) {
    for (int i = 0; i < times; i++) {
      cell.set(i);
    }
  }

  private static void assertNondeterminism(Program program, String message) {
    RecheckScheduler scheduler = new RecheckScheduler(new RandomScheduler(1, 1), 1);
    assertThatThrownBy(() -> Executions.all(scheduler, program))
        .isInstanceOf(NondeterminismException.class)
        .hasMessage(message)
        .satisfies(
            thrown -> assertThat(((NondeterminismException) thrown).schedule()).isPresent());
  }
}
