package dev.lockstep.stress.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.ExplorationOptions;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioFolder;
import dev.lockstep.scenarios.language.ScenarioParser;
import dev.lockstep.stress.length.StressLength;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reduction may leave out no execution that matters: what it proves, the plain search confirms, with one
 * preemption in every build and with two at full length.
 */
class UnreducedProofsTest {
  private static final Path FOLDER = Path.of("../scenarios").toAbsolutePath().normalize();
  private static final Search UNREDUCED = Search.bounded(StressLength.isShort() ? 1 : 2);
  private static final ExplorationOptions OPTIONS =
      ExplorationOptions.defaults().withJobsFor(Runtime.getRuntime().availableProcessors());

  static Stream<Scenario> proved() throws IOException {
    ScenarioParser parser = new ScenarioParser(new Museum());
    List<Scenario> proved = new ArrayList<>();
    for (String part : List.of("proofs", "crash", "properties")) {
      for (ScenarioFolder.Entry entry : new ScenarioFolder(FOLDER).find(FOLDER.resolve(part))) {
        Scenario scenario = parser.parse(entry.file(), entry.name());
        if (scenario.search().kind() == Search.Kind.EXHAUSTIVE) {
          proved.add(scenario);
        }
      }
    }
    return proved.stream();
  }

  /** What must be so sometimes may need more preemptions than that. */
  @ParameterizedTest
  @MethodSource("proved")
  void whatIsProvedHoldsWithoutReductionToo(Scenario scenario) throws ScenarioException {
    OwnProperties own =
        new OwnProperties(scenario.own().always(), Map.of(), scenario.own().eventually());
    ScenarioResult result = new Explorer(
            scenario.withSearch(UNREDUCED).withOwn(own), ExplorationListener.SILENT, OPTIONS)
        .explore();

    assertThat(result.counterexample()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
  }
}
