package dev.lockstep.scenarios.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.ExplorationOptions;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.scenarios.language.ScenarioFolder;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenario files that ship: every bug is found, and nothing is found where there is none. */
class ShippedScenariosTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath();

  /** What a file without a search gets. */
  private static final Search BY_DEFAULT = Search.bounded(2);

  private static final ExplorationOptions OPTIONS =
      ExplorationOptions.defaults().withJobsFor(Runtime.getRuntime().availableProcessors());

  static Stream<Scenario> bugs() throws IOException {
    return scenarios("bugs").stream();
  }

  static Stream<Scenario> healthy() throws IOException {
    List<Scenario> healthy = new ArrayList<>(scenarios("proofs"));
    healthy.addAll(scenarios("crash"));
    healthy.addAll(scenarios("properties"));
    return healthy.stream();
  }

  static Stream<Scenario> scripted() throws IOException {
    List<Scenario> scripted = new ArrayList<>(scenarios("upstream"));
    assertThat(scripted).allSatisfy(each -> assertThat(each.script()).isPresent());
    scripted.addAll(scenarios("gaps"));
    return scripted.stream();
  }

  static Stream<Scenario> failing() throws IOException {
    return Stream.concat(scenarios("faults").stream(), scenarios("damage").stream());
  }

  private static List<Scenario> scenarios(String part) throws IOException {
    ScenarioParser parser = new ScenarioParser(new Museum());
    List<Scenario> scenarios = new ArrayList<>();
    for (ScenarioFolder.Entry entry : new ScenarioFolder(FOLDER).find(FOLDER.resolve(part))) {
      scenarios.add(parser.parse(entry.file(), entry.name()));
    }
    assertThat(scenarios).as("scenario files in " + part).isNotEmpty();
    return scenarios;
  }

  private static ScenarioResult explore(Scenario scenario) throws ScenarioException {
    return new Explorer(scenario, ExplorationListener.SILENT, OPTIONS).explore();
  }

  /** A tester knows what the tasks do, and not in which order it goes wrong. */
  @ParameterizedTest
  @MethodSource("bugs")
  void aBugsFileSaysNothingOfTheSchedule(Scenario scenario) {
    assertThat(scenario.script()).isEmpty();
    assertThat(scenario.search().kind()).isEqualTo(Search.Kind.BOUNDED);
    assertThat(scenario.search().preemptions()).isLessThanOrEqualTo(BY_DEFAULT.preemptions());
    assertThat(scenario.search().executions()).isEqualTo(BY_DEFAULT.executions());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void theDefaultSearchFindsTheBugByItsPropertyAndItsTokenFindsItAgain(Scenario scenario)
      throws ScenarioException {
    ScenarioResult result = explore(scenario.withSearch(BY_DEFAULT));

    assertThat(result.counterexample()).as(result.coverage()).isPresent();
    Property broken = result.counterexample().get().property();
    assertThat(broken).isEqualTo(scenario.expectation().violated().orElseThrow());
    ReplayToken token = ReplayToken.parse(result.counterexample().get().token());
    assertThat(Replay.of(scenario, token).counterexample()).isEqualTo(result.counterexample());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void withoutTheBugNothingIsFoundToTheSameBound(Scenario scenario) throws ScenarioException {
    ScenarioResult result = explore(scenario.withoutFault());

    assertThat(result.counterexample()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
  }

  /** A bug may break more than one property: which breaks first hangs on the order of the search. */
  @ParameterizedTest
  @MethodSource("bugs")
  void theExhaustiveSearchFindsTheBugToo(Scenario scenario) throws ScenarioException {
    ScenarioResult result = explore(scenario.withSearch(Search.exhaustive()));

    assertThat(result.verdict()).as(result.coverage()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.counterexample()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("healthy")
  void whatMustHoldHolds(Scenario scenario) throws ScenarioException {
    ScenarioResult result = explore(scenario);

    assertThat(result.counterexample()).isEmpty();
    assertThat(result.asExpected()).as(result.coverage()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("scripted")
  void whatAScriptForcesComesOut(Scenario scenario) throws ScenarioException {
    ScenarioResult result = explore(scenario);

    assertThat(result.counterexample()).isEmpty();
    assertThat(result.asExpected()).as(result.coverage()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("failing")
  void theEngineHoldsOnAMachineThatFails(Scenario scenario) throws ScenarioException {
    ScenarioResult result = explore(scenario);

    assertThat(result.counterexample()).isEmpty();
    assertThat(result.asExpected()).as(result.coverage()).isTrue();
  }

  @Test
  void everyBugOfTheMuseumHasAFile() throws IOException {
    Set<String> inFiles = new TreeSet<>();
    bugs().forEach(scenario -> inFiles.add(scenario.fault().orElseThrow()));

    assertThat(inFiles).containsExactlyElementsOf(new Museum().names());
  }
}
