package dev.lockstep.model.scenario;

import java.io.IOException;
import java.util.List;

/** Reads scenario files; a service, because their language lies above this module. */
public interface ScenarioReader {

  /**
   * A scenario.
   *
   * @param folder from which its name is counted: a replay needs it
   */
  record Placed(Scenario scenario, String folder) {}

  /**
   * The scenarios in a file, or in all files below a folder, in the order of their names.
   *
   * @param path counted from the current folder
   * @throws IOException if one cannot be read or is no scenario, in one line that says where
   */
  List<Placed> read(String path) throws IOException;
}
