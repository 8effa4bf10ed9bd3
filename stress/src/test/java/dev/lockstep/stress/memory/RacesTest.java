package dev.lockstep.stress.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.stress.planted.LossyCountRace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs every race of this module in jcstress, the planted ones too.
 *
 * <p>A build passes if each race was run, took samples, ended without error and showed no forbidden
 * outcome, and each planted fault did show one. Which races there are is what jcstress's annotation
 * processor wrote down. A planted fault that a loaded machine did not hit is tried again, for chance
 * may miss it, and with more effort; a race that fails is not.
 */
class RacesTest {
  private static final Path DIRECTORY = Path.of("target", "jcstress");
  private static final String RACES = "dev.lockstep.stress.memory.";
  private static final String PLANTED = LossyCountRace.class.getPackageName() + ".";
  private static final int PLANTED_ATTEMPTS_MAX = 5;

  private static List<JcstressRun> runs;
  private static final Map<String, Verdict> PLANTED_VERDICTS = new TreeMap<>();

  @BeforeAll
  static void runAll() throws IOException, InterruptedException {
    Effort effort = Effort.asked();
    runs = JcstressRun.sideBySide(DIRECTORY.resolve("races"), effort, dealt(effort.processes()));
    plantedRaces().forEach(race -> PLANTED_VERDICTS.put(race, Verdict.of(resultsOf(race))));
    for (int attempt = 2; attempt <= PLANTED_ATTEMPTS_MAX && !missed().isEmpty(); attempt++) {
      List<String> missed = missed();
      JcstressRun again =
          JcstressRun.of(DIRECTORY.resolve("planted-" + attempt), Effort.again(), missed);
      missed.forEach(race -> PLANTED_VERDICTS.put(race, Verdict.of(again.of(race))));
    }
  }

  /** All races, dealt out in turn to so many processes. */
  private static List<List<String>> dealt(int processes) {
    List<String> all = TestList.tests().stream().sorted().toList();
    List<List<String>> hands = new ArrayList<>();
    for (int process = 0; process < processes; process++) {
      List<String> hand = new ArrayList<>();
      for (int race = process; race < all.size(); race += processes) {
        hand.add(all.get(race));
      }
      hands.add(hand);
    }
    return hands;
  }

  private static List<TestResult> resultsOf(String race) {
    return runs.stream().flatMap(run -> run.of(race).stream()).toList();
  }

  private static List<String> missed() {
    return plantedRaces().stream()
        .filter(race -> plantedVerdict(race).forbidden().isEmpty())
        .toList();
  }

  private static Verdict plantedVerdict(String race) {
    return Objects.requireNonNull(PLANTED_VERDICTS.get(race), race);
  }

  static List<String> races() {
    return TestList.tests().stream()
        .filter(name -> name.startsWith(RACES))
        .sorted()
        .toList();
  }

  static List<String> plantedRaces() {
    return TestList.tests().stream()
        .filter(name -> name.startsWith(PLANTED))
        .sorted()
        .toList();
  }

  @Test
  void everyRaceIsEitherRealOrPlanted() {
    assertThat(races()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(plantedRaces()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(races().size() + plantedRaces().size())
        .isEqualTo(TestList.tests().size());
  }

  @ParameterizedTest
  @MethodSource("races")
  void showsNoForbiddenOutcome(String race) {
    assertThat(Verdict.of(resultsOf(race))).as(race).isEqualTo(new Verdict(List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("plantedRaces")
  void catchesPlantedFault(String race) {
    Verdict verdict = plantedVerdict(race);
    assertThat(verdict.errors()).as(race).isEmpty();
    assertThat(verdict.forbidden()).as(race).isNotEmpty();
  }

  @Test
  void gradesAsJcstressItselfDoes() {
    for (JcstressRun run : runs) {
      boolean allPassed = run.results().stream().allMatch(result -> result.grading().isPassed);
      assertThat(run.exitCode() == 0).as(run.output()).isEqualTo(allPassed);
    }
  }

  @Test
  void takesNoRunForFailure() {
    assertThat(JcstressRun.planned("FATAL: No matching tests.")).isZero();
    assertThatThrownBy(() -> JcstressRun.checkComplete(0, 0, "FATAL: No matching tests."))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("No matching tests");
    assertThat(Verdict.of(List.of()).errors()).containsExactly("was not run");
  }

  @Test
  void takesMissingResultForFailure() {
    String output = "(Results: 22 planned; 0 passed)\n(Results: 22 planned; 21 passed)";
    assertThat(JcstressRun.planned(output)).isEqualTo(22);
    assertThatThrownBy(() -> JcstressRun.checkComplete(22, 21, output))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("planned 22 runs and left 21 results");
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "NORMAL")
  void takesRunThatEndedBadlyForFailure(Status status) {
    assertThat(Verdict.of(List.of(new TestResult(status))).errors()).hasSize(1);
  }

  @Test
  void takesRunWithoutSampleForFailure() {
    assertThat(Verdict.of(List.of(new TestResult(Status.NORMAL))).errors())
        .containsExactly("took no sample");
  }
}
