package dev.lockstep.model.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Route.End;
import dev.lockstep.model.trace.Route.Leg;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTokenTest {
  private static final Schedule STEPS = Schedule.ofRuns(
      List.of(new Schedule.Run(0, 12), new Schedule.Run(1, 30), new Schedule.Run(0, 4)));
  private static final ReplayToken TOKEN =
      new ReplayToken("bugs/B05-a_b", "9f86d0811234abcd", Route.counted(STEPS));
  private static final Route BY_NAME = new Route(
      List.of(0x1A2B, 0x0C3D),
      List.of(
          new Leg(0, 12, Fault.READ_ERROR, new End.Passed(StepKind.FILE_READ, 0x07AA, 1)),
          new Leg(1, 30, Fault.NONE, new End.Waiting()),
          new Leg(0, 4, Fault.NONE, new End.Passed(StepKind.UNLOCK, 0xFFFF, 12))),
      Optional.of(2));

  @Test
  void isReadBackAsItWasPrinted() {
    ReplayToken crashed = new ReplayToken(
        "bugs/B05-a_b",
        "9f86d081",
        Route.counted(STEPS.withCrash(new CrashDecision(STEPS.length(), 2))));
    ReplayToken byName = new ReplayToken("bugs/B05-a_b", "9f86d081", BY_NAME);

    assertThat(ReplayToken.parse(TOKEN.toString())).isEqualTo(TOKEN);
    assertThat(ReplayToken.parse(" " + crashed + "\n")).isEqualTo(crashed);
    assertThat(ReplayToken.parse(byName.toString())).isEqualTo(byName);
    assertThat(byName.toString()).contains("_1a2b0c3d_a12y1.n07aab30a4.fffff.12x2_");
  }

  @Test
  void looksAsItsCommentSays() {
    assertThat(TOKEN.toString()).matches("L3_bugs/B05-a_b_9f86d081__a12zb30za4z_[0-9a-f]{4}");
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
    assertThatThrownBy(() -> ReplayToken.parse(text.replace("L3", "L2")))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("version L2");
  }

  @Test
  void refusesAScheduleLongerThanAnyExecution() {
    Schedule endless =
        Schedule.ofRuns(List.of(new Schedule.Run(0, Schedule.STEPS_MAX), new Schedule.Run(1, 1)));
    String text = new ReplayToken("bugs/B05", "9f86d081", Route.counted(endless)).toString();

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
        "L3",
        "bugs/B05",
        "L3_bugs/B05_9f86d081__a12",
        "L3_bugs/B05_9f86d081__a12_5C1E",
        "L3_bugs/B05_9f86d08__a12_5c1e",
        "L3_bugs/B05_9f86d081__12_5c1e",
        "L3_bugs/B05_9f86d081__y12_5c1e",
        "L3_bugs/B05_9f86d081__a12345678_5c1e",
        "L3_bugs/B05_9f86d081__a12x_5c1e",
        "L3_bugs/B05 _9f86d081__a12_5c1e"
      })
  void refusesWhatIsNoToken(String text) {
    assertThatThrownBy(() -> ReplayToken.parse(text))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("no replay token")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a0", "a12x99999999", "a99b0", "a12y0", "a12y99", "a1.z0000", "a1.a0000.0"})
  void refusesSchedulesThatCannotBe(String schedule) {
    assertThatThrownBy(() -> ReplayToken.parse(withCheck("L3_bugs/B05_9f86d081__" + schedule)))
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
        ReplayToken token = new ReplayToken("faults/x", "01234567", Route.counted(schedule));

        assertThat(ReplayToken.parse(token.toString())).isEqualTo(token);
        assertThat(token.route().schedule()).isEqualTo(schedule);
      }
    }
  }

  @Test
  void holdsNoStepAtAllToo() {
    ReplayToken none =
        new ReplayToken("a_b", "01234567", Route.counted(Schedule.ofRuns(List.of())));
    assertThat(ReplayToken.parse(none.toString())).isEqualTo(none);
    ReplayToken crashed =
        new ReplayToken("a_b", "01234567", new Route(List.of(), List.of(), Optional.of(17)));
    assertThat(ReplayToken.parse(crashed.toString())).isEqualTo(crashed);
  }
}
