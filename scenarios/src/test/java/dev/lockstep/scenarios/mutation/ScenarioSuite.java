package dev.lockstep.scenarios.mutation;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioFolder;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the mutants of the profile {@code mutation} are run against: every scenario on the healthy engine, each a
 * test of its own and soon done, and every seeded bug, which the checks of a mutant may overlook.
 *
 * <p>An exhaustive search is replaced by a bounded one: what the former has explored when it is stopped
 * early is a corner, and the latter takes the fewest preemptions and faults first.
 */
final class ScenarioSuite {
  private static final List<String> PARTS =
      List.of("proofs", "crash", "faults", "damage", "upstream", "properties", "gaps", "bugs");
  private static final int PREEMPTIONS_MAX = 2;
  private static final int EXECUTIONS_MAX = 100;

  /** A bug is found in fewer. */
  private static final int EXECUTIONS_OF_A_BUG_MAX = 1000;

  private ScenarioSuite() {}

  /** The scenarios, in the order of their names, from the folder of this module. */
  static List<ScenarioTest> tests() {
    Path folder = Path.of("").toAbsolutePath();
    ScenarioParser parser = new ScenarioParser(new Museum());
    List<ScenarioTest> tests = new ArrayList<>();
    try {
      for (String part : PARTS) {
        for (ScenarioFolder.Entry entry : new ScenarioFolder(folder).find(folder.resolve(part))) {
          Scenario scenario = parser.parse(entry.file(), entry.name());
          tests.add(new ScenarioTest(soonDone(scenario.withoutFault())));
          if (scenario.fault().isPresent()) {
            Search whole = scenario.search().withExecutions(EXECUTIONS_OF_A_BUG_MAX);
            tests.add(new ScenarioTest(scenario.withSearch(whole)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scenarios cannot be read from " + folder, e);
    }
    return tests;
  }

  private static Scenario soonDone(Scenario scenario) {
    Search search = scenario.search().kind() == Search.Kind.EXHAUSTIVE
        ? Search.bounded(PREEMPTIONS_MAX)
        : scenario.search();
    long executions = Math.min(search.executions(), EXECUTIONS_MAX);
    return scenario.withSearch(search.withExecutions(executions));
  }
}
