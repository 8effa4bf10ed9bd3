package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.Counterexample;
import org.junit.jupiter.api.Test;

final class FirstStepsTest {
  private final Counterexample whole = Examples.lostDocument();

  @Test
  void areTheCounterexampleItselfWhereItIsShort() {
    assertThat(FirstSteps.of(whole, whole.steps().size())).isSameAs(whole);
  }

  @Test
  void leaveOutWhatComesLaterAndEveryAnswerToIt() {
    int count = whole.calls().get(0).lastStep();
    Counterexample first = FirstSteps.of(whole, count);

    assertThat(first.steps()).isEqualTo(whole.steps().subList(0, count));
    assertThat(whole.calls()).anyMatch(call -> call.firstStep() >= count);
    assertThat(first.calls())
        .isNotEmpty()
        .allMatch(call -> call.firstStep() < count && call.lastStep() < count)
        .anyMatch(call -> call.answer().isEmpty() && call.lastStep() < 0);
    assertThat(first.milestones())
        .isNotEmpty()
        .hasSizeLessThan(whole.milestones().size())
        .allMatch(milestone -> milestone.afterStep() <= count);
    assertThat(first.token()).isEqualTo(whole.token());
  }
}
