package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class CanaryTest {

  @Test
  void bothPlantedBugsAreFound() {
    assertThatCode(Canary::sing).doesNotThrowAnyException();
  }
}
