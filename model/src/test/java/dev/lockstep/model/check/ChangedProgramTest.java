package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.model.program.Program;
import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.program.ProgramReplay;
import dev.lockstep.model.result.TokenException;
import dev.lockstep.model.scenario.Search;
import org.junit.jupiter.api.Test;

/** A token that was made on one version of a program, replayed on another. */
class ChangedProgramTest {
  private static final String NAME = "account";

  /** Two payments that each read a balance and write it back, in code that changes over time. */
  private record Payments(String first, String second, int work, boolean locks, boolean isSound) {
    static final Payments RECORDED = new Payments("ann", "bob", 1, false, false);

    Program program() {
      return (simulation, calls) -> {
        Platform platform = simulation.platform();
        LongCell balance = platform.newLongCell("balance", 0);
        LongCell audit = platform.newLongCell("audit", 0);
        Mutex mutex = platform.newMutex("account lock");
        if (!first.equals("ann")) {
          platform.start(first, () -> audit.get());
        }
        platform.start("ann", () -> pay(balance, audit, mutex, 0));
        platform.start(second, () -> pay(balance, audit, mutex, work));
        simulation.run();
        assertThat(balance.get()).isEqualTo(2);
      };
    }

    private void pay(LongCell balance, LongCell audit, Mutex mutex, int auditing) {
      for (int i = 0; i < auditing; i++) {
        audit.get();
      }
      if (locks) {
        mutex.lock();
        mutex.unlock();
      }
      if (isSound) {
        balance.addAndGet(1);
      } else {
        long before = balance.get();
        audit.addAndGet(1);
        balance.set(before + 1);
      }
    }
  }

  private static String token() {
    Program recorded = Payments.RECORDED.program();
    ProgramExplorer.Result result = new ProgramExplorer(recorded).explore(Search.bounded(2));
    return ProgramReplay.of(recorded, NAME, result.failure().orElseThrow().schedule())
        .token();
  }

  private static ProgramReplay replayOn(Payments changed) {
    return ProgramReplay.of(changed.program(), NAME, token());
  }

  @Test
  void holdsOnTheProgramItWasMadeOn() {
    ProgramReplay replay = replayOn(Payments.RECORDED);
    assertThat(replay.failure()).isPresent();
    assertThat(replay.token()).isEqualTo(token());
    assertThat(replay.detour()).isEmpty();
  }

  @Test
  void holdsWhereStepsWereAddedOrRemoved() {
    ProgramReplay longer = replayOn(new Payments("ann", "bob", 5, false, false));
    assertThat(longer.failure()).isPresent();
    assertThat(longer.detour())
        .hasValueSatisfying(detour -> assertThat(detour)
            .contains("bob takes ", " steps in a row, and took ", " when the token was made"));
    assertThat(replayOn(new Payments("ann", "bob", 0, false, false)).failure()).isPresent();
    assertThat(replayOn(new Payments("ann", "bob", 1, true, false)).failure()).isPresent();
  }

  @Test
  void holdsWhereTasksHaveOtherNumbers() {
    assertThat(replayOn(new Payments("auditor", "bob", 1, false, false)).failure())
        .isPresent();
  }

  @Test
  void saysWhereTheRoadIsLostWhenTheStepIsGoneAtWhichATaskWasStopped() {
    // Nobody can be stopped between reading and writing any more, for that is one step now.
    assertThatThrownBy(() -> replayOn(new Payments("ann", "bob", 1, false, true)))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining(
            "the road is lost: bob was to go on until it 'adds to' something, and has ended")
        .hasMessageContaining("explore again")
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysSoWhereATaskIsNotThereAnyMore() {
    assertThatThrownBy(() -> replayOn(new Payments("ann", "bill", 1, false, false)))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("no task of its name was started");
  }
}
