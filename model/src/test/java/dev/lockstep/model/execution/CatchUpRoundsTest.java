package dev.lockstep.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.scenario.Property;
import org.junit.jupiter.api.Test;

class CatchUpRoundsTest {
  private final CatchUpRounds rounds = new CatchUpRounds(null, Client.COMPACTION);

  @Test
  void aRoundHasToWriteSomething() {
    assertThat(rounds.reached(Milestones.CATCH_UP_BEGIN, null)).isNull();

    assertThat(rounds.reached(Milestones.FINAL_CATCH_UP_LOCKED, null))
        .isEqualTo(
            Violation.of(
                Property.CATCH_UP,
                Property.CATCH_UP.meaning(),
                "after 1 rounds, 0 that held the flusher back, nothing is written until final-catch-up.locked"));
  }

  @Test
  void soHasOneThatHoldsTheFlusherBack() {
    assertThat(rounds.reached(Milestones.FLUSHER_HELD_BACK, null)).isNull();

    assertThat(rounds.reached(Milestones.FLUSHER_HELD_BACK, null)).isNotNull();
  }

  @Test
  void whatWasWrittenIsEnough() {
    for (int round = 1; round <= 3; round++) {
      assertThat(rounds.reached(Milestones.CATCH_UP_BEGIN, null)).isNull();
      rounds.wrote();
    }
    assertThat(rounds.reached(Milestones.FINAL_CATCH_UP_LOCKED, null)).isNull();
  }
}
