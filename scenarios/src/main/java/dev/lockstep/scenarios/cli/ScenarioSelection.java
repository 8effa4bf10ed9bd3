package dev.lockstep.scenarios.cli;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioFileException;
import dev.lockstep.scenarios.language.ScenarioFolder;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scenarios that the arguments name: files, folders, or names of scenarios; where they name none,
 * all there are but the long proofs.
 */
final class ScenarioSelection {
  /** How the names of scenarios begin that are explored only where they are asked for. */
  private static final String LONG = "proofs-long/";

  private final Path root;
  private final ScenarioFolder folder;

  /** A selection from one folder, from which the scenarios' names are counted. */
  ScenarioSelection(Path root) {
    this.root = root;
    this.folder = new ScenarioFolder(root);
  }

  /**
   * The selected files, sorted by name, each once.
   *
   * @throws IOException if one cannot be found, or there is none at all
   */
  List<Entry> files(List<Path> paths) throws IOException {
    if (!paths.isEmpty()) {
      return named(paths);
    }
    List<Entry> usual =
        all().stream().filter(entry -> !entry.name().startsWith(LONG)).toList();
    if (usual.isEmpty()) {
      throw nothingIn(root);
    }
    return usual;
  }

  /**
   * Every file there is, those of the long proofs too, sorted by name.
   *
   * @throws IOException if there is none
   */
  List<Entry> all() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new UnusableArgumentException(
          root + " is no folder; name the one that holds the scenarios by --scenarios");
    }
    return named(List.of(root));
  }

  private List<Entry> named(List<Path> paths) throws IOException {
    Map<String, Entry> selected = new TreeMap<>();
    for (Path path : paths) {
      for (Entry entry : entries(locate(path))) {
        Entry twin = selected.putIfAbsent(entry.name(), entry);
        if (twin != null && !Files.isSameFile(twin.file(), entry.file())) {
          throw new UnusableArgumentException("two scenarios are called '" + entry.name() + "': "
              + twin.file() + " and " + entry.file() + "; check them one by one");
        }
      }
    }
    if (selected.isEmpty()) {
      throw nothingIn(paths.get(0));
    }
    return List.copyOf(selected.values());
  }

  private static UnusableArgumentException nothingIn(Path path) {
    return new UnusableArgumentException(
        "no scenario found in " + path + "; name a folder that holds .yaml files, or a file");
  }

  /**
   * Parses files.
   *
   * @throws ScenarioFileException for the first that is no scenario
   */
  static List<Scenario> parse(List<Entry> files) throws IOException {
    ScenarioParser parser = new ScenarioParser(new Museum());
    List<Scenario> scenarios = new ArrayList<>();
    for (Entry entry : files) {
      scenarios.add(parser.parse(entry.file(), entry.name()));
    }
    return scenarios;
  }

  /** The folder from which a file's name is counted: what replaying it needs as --scenarios. */
  static Path rootOf(Entry entry) {
    int depth = Path.of(entry.name()).getNameCount();
    return entry.file().toAbsolutePath().resolve("../".repeat(depth)).normalize();
  }

  private List<Entry> entries(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return (isInside(path) ? folder : new ScenarioFolder(path)).find(path);
    }
    if (!path.toString().endsWith(".yaml")) {
      throw new UnusableArgumentException(
          path + ": not a scenario file; give a .yaml file or a folder");
    }
    return List.of(new Entry(folder.nameOf(path), path));
  }

  private boolean isInside(Path path) {
    return path.toAbsolutePath().normalize().startsWith(root.toAbsolutePath().normalize());
  }

  /** The file or folder itself, or the one of that name in the folder of scenarios. */
  private Path locate(Path path) throws IOException {
    for (Path candidate : List.of(path, root.resolve(path), root.resolve(path + ".yaml"))) {
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new UnusableArgumentException(path
        + ": no such file, folder or scenario; './lockstep list' shows the scenarios there are");
  }
}
