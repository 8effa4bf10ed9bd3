package dev.lockstep.scenarios.cli;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioReader;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads scenario files for the JUnit extension, with the seeded bugs of the museum. Names are counted
 * from the current folder.
 */
public final class ScenarioFilesReader implements ScenarioReader {

  @Override
  public List<Placed> read(String path) throws IOException {
    List<Placed> scenarios = new ArrayList<>();
    for (Entry file : new ScenarioSelection(Path.of("")).files(List.of(Path.of(path)))) {
      for (Scenario scenario : ScenarioSelection.parse(List.of(file))) {
        scenarios.add(new Placed(scenario, ScenarioSelection.rootOf(file).toString()));
      }
    }
    return scenarios;
  }
}
