package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTokenTest {
  private static final Schedule STEPS = Schedule.ofRuns(
      List.of(new Schedule.Run(0, 12), new Schedule.Run(1, 30), new Schedule.Run(0, 4)));
  private static final ReplayToken TOKEN =
      new ReplayToken("bugs/B05-a_b", "9f86d0811234abcd", STEPS);

  @Test
  void isReadBackAsItWasPrinted() {
    ReplayToken crashed = new ReplayToken(
        "bugs/B05-a_b", "9f86d081", STEPS.withCrash(new CrashDecision(STEPS.length(), 2)));

    assertThat(ReplayToken.parse(TOKEN.toString())).isEqualTo(TOKEN);
    assertThat(ReplayToken.parse(" " + crashed + "\n")).isEqualTo(crashed);
  }

  @Test
  void looksAsItsCommentSays() {
    assertThat(TOKEN.toString()).matches("L2_bugs/B05-a_b_9f86d081_a12b30a4_[0-9a-f]{4}");
  }

  @Test
  void noticesWhatIsMistypedCutShortOrOfAnotherVersion() {
    String text = TOKEN.toString();

    assertThatThrownBy(() -> ReplayToken.parse(text.replace("a12", "a13")))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("mistyped");
    assertThatThrownBy(() -> ReplayToken.parse(text.substring(0, text.length() - 1)))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("no replay token");
    assertThatThrownBy(() -> ReplayToken.parse(text.replace("L2", "L3")))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("version L3");
  }

  @Test
  void refusesAScheduleLongerThanAnyExecution() {
    Schedule endless =
        Schedule.ofRuns(List.of(new Schedule.Run(0, Execution.STEPS_MAX), new Schedule.Run(1, 1)));
    String text = new ReplayToken("bugs/B05", "9f86d081", endless).toString();

    assertThatThrownBy(() -> ReplayToken.parse(text))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("an execution has at most");
  }

  private static String withCheck(String body) {
    return body + "_" + String.format("%04x", Fingerprint.of(body) & 0xFFFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "L2",
        "bugs/B05",
        "L2_bugs/B05_9f86d081_a12",
        "L2_bugs/B05_9f86d081_a12_5C1E",
        "L2_bugs/B05_9f86d08_a12_5c1e",
        "L2_bugs/B05_9f86d081_12_5c1e",
        "L2_bugs/B05_9f86d081_y12_5c1e",
        "L2_bugs/B05_9f86d081_a12345678_5c1e",
        "L2_bugs/B05_9f86d081_a12x_5c1e",
        "L2_bugs/B05 _9f86d081_a12_5c1e"
      })
  void refusesWhatIsNoToken(String text) {
    assertThatThrownBy(() -> ReplayToken.parse(text))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("no replay token")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a0", "a12x99999999", "a99b0", "a12y0", "a12y99"})
  void refusesSchedulesThatCannotBe(String schedule) {
    assertThatThrownBy(() -> ReplayToken.parse(withCheck("L2_bugs/B05_9f86d081_" + schedule)))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("no possible");
  }

  @Test
  void holdsFaultsWhereverTheyAre() {
    Schedule steps = Schedule.ofRuns(List.of(new Schedule.Run(0, 3), new Schedule.Run(2, 4)));
    for (int first = 0; first < 7; first++) {
      for (int second = first + 1; second < 7; second++) {
        Schedule schedule = steps.withFaults(List.of(
            new FaultDecision(first, Fault.NO_MEMORY),
            new FaultDecision(second, Fault.READ_ERROR)));
        ReplayToken token = new ReplayToken("faults/x", "01234567", schedule);

        assertThat(ReplayToken.parse(token.toString())).isEqualTo(token);
      }
    }
  }

  @Test
  void holdsNoStepAtAllToo() {
    ReplayToken none = new ReplayToken("a_b", "01234567", Schedule.ofRuns(List.of()));
    assertThat(ReplayToken.parse(none.toString())).isEqualTo(none);
    ReplayToken crashed =
        new ReplayToken("a_b", "01234567", none.schedule().withCrash(new CrashDecision(0, 17)));
    assertThat(ReplayToken.parse(crashed.toString())).isEqualTo(crashed);
  }
}
