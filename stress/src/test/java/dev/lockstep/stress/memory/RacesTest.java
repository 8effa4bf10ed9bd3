package dev.lockstep.stress.memory;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.stress.mapped.TwoFirstReads;
import dev.lockstep.stress.stores.TwoDeletes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  private static final List<String> RACES = Stream.of(
          PinAgainstSwitch.class, TwoDeletes.class, TwoFirstReads.class)
      .map(race -> race.getPackageName() + ".")
      .toList();
  private static final int PLANTED_ATTEMPTS_MAX = 7;

  private static final List<JcstressRun> RUNS = new ArrayList<>();
  private static final Map<String, Verdict> PLANTED_VERDICTS = new TreeMap<>();

  @BeforeAll
  static void runAll() throws IOException, InterruptedException {
    RUNS.addAll(JcstressRun.all(selections(), Effort.processesAtOnce()));
    plantedRaces().forEach(race -> PLANTED_VERDICTS.put(race, Verdict.of(resultsOf(race))));
    for (int attempt = 2; attempt <= PLANTED_ATTEMPTS_MAX && !missed().isEmpty(); attempt++) {
      List<String> missed = missed();
      JcstressRun again = JcstressRun.of(new JcstressRun.Selection(
          DIRECTORY.resolve("planted-" + attempt), Effort.again(attempt), missed));
      missed.forEach(race -> PLANTED_VERDICTS.put(race, Verdict.of(again.of(race))));
    }
  }

  private static List<JcstressRun.Selection> selections() {
    List<JcstressRun.Selection> selections = new ArrayList<>();
    byEffort().forEach((effort, races) -> {
      for (List<String> hand : dealt(races, effort.processes())) {
        Path directory =
            DIRECTORY.resolve("races-" + effort.name() + "-" + (selections.size() + 1));
        selections.add(new JcstressRun.Selection(directory, effort, hand));
      }
    });
    return selections;
  }

  private static Map<Effort, List<String>> byEffort() {
    return TestList.tests().stream()
        .sorted()
        .collect(groupingBy(Effort::asked, () -> new TreeMap<>(comparing(Effort::name)), toList()));
  }

  /** Races, dealt out in turn to so many processes. */
  private static List<List<String>> dealt(List<String> races, int processes) {
    List<List<String>> hands = new ArrayList<>();
    for (int process = 0; process < processes; process++) {
      List<String> hand = new ArrayList<>();
      for (int race = process; race < races.size(); race += processes) {
        hand.add(races.get(race));
      }
      hands.add(hand);
    }
    return hands;
  }

  private static List<TestResult> resultsOf(String race) {
    return RUNS.stream().flatMap(run -> run.of(race).stream()).toList();
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
        .filter(name -> RACES.stream().anyMatch(name::startsWith))
        .sorted()
        .toList();
  }

  static List<String> plantedRaces() {
    return TestList.tests().stream()
        .filter(name -> name.startsWith(Effort.PLANTED))
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
    for (JcstressRun run : RUNS) {
      boolean allPassed = run.results().stream()
          .allMatch(result -> result.status() == Status.NORMAL && result.grading().isPassed);
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
