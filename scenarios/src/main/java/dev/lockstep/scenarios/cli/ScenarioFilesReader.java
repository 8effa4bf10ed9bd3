package dev.lockstep.scenarios.cli;

import dev.lockstep.model.check.Scenario;
import dev.lockstep.model.check.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads scenario files for the JUnit extension, with the seeded bugs of the museum. Names are counted
 * from the current folder.
 */
public final class ScenarioFilesReader implements ScenarioReader {

  @Override
  public List<Scenario> read(String path) throws IOException {
    return ScenarioSelection.parse(
        new ScenarioSelection(Path.of("")).files(List.of(Path.of(path))));
  }
}
