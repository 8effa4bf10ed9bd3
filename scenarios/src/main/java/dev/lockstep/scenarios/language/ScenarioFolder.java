package dev.lockstep.scenarios.language;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of scenario files. A scenario's name is its path below the folder without {@code .yaml},
 * with {@code /} between the parts. Hidden folders and those of a build ({@code src}, {@code target})
 * are passed over.
 */
public final class ScenarioFolder {
  private static final String SUFFIX = ".yaml";
  private static final Set<String> PASSED_OVER = Set.of("src", "target");

  private final Path folder;

  /** A folder, which is read at every call. */
  public ScenarioFolder(Path folder) {
    this.folder = folder;
  }

  /** One scenario file and the name of its scenario. */
  public record Entry(String name, Path file) {}

  /**
   * Every scenario file at or below {@code start}, which is the folder itself or lies in it; sorted
   * by name.
   *
   * @throws IOException if something there cannot be read
   */
  public List<Entry> find(Path start) throws IOException {
    if (!Files.isDirectory(start)) {
      throw new NotDirectoryException(start.toString());
    }
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(start, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean passedOver = !directory.equals(start) && isPassedOver(directory);
        return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        if (file.toString().endsWith(".yml")) {
          throw new ScenarioFileException(
              file.toString(), 1, 1, "the file name ends in .yml", "expected .yaml");
        }
        if (file.toString().endsWith(SUFFIX)) {
          entries.add(new Entry(nameOf(file), file));
        }
        return FileVisitResult.CONTINUE;
      }
    });
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** The file of a named scenario. */
  public Optional<Path> find(String name) {
    Path file = folder.resolve(name + SUFFIX);
    boolean isThere = Files.isRegularFile(file) && nameOf(file).equals(name);
    return isThere ? Optional.of(file) : Optional.empty();
  }

  /** The name of the scenario in a file of this folder; for a file elsewhere its own name. */
  public String nameOf(Path file) {
    Path home = folder.toAbsolutePath().normalize();
    Path path = file.toAbsolutePath().normalize();
    Path relative = path.startsWith(home) ? home.relativize(path) : path.getFileName();
    String name = relative.toString().replace(file.getFileSystem().getSeparator(), "/");
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  private static boolean isPassedOver(Path directory) {
    String name = directory.getFileName().toString();
    return name.startsWith(".") || PASSED_OVER.contains(name);
  }
}
