package dev.lockstep.stress.checking;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDKs to measure on: the one that runs, those that were named, and those lying in the usual place. */
final class JavaHomes {
  private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");
  private static final List<Integer> WANTED = List.of(17, 25);

  private JavaHomes() {}

  /**
   * The homes by feature version, one each.
   *
   * @param named these for sure; empty for all that are found of the versions the build is tested on
   * @throws IOException if a named folder holds no Java, in a line that says so
   */
  static Map<Integer, Path> find(List<Path> named) throws IOException {
    Map<Integer, Path> homes = new TreeMap<>();
    for (Path home : named) {
      homes.put(
          version(home)
              .orElseThrow(() -> new IOException(
                  home + " holds no Java: give a folder with bin/java and a file 'release'")),
          home);
    }
    if (named.isEmpty()) {
      homes.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
      addUsual(homes);
    }
    return homes;
  }

  private static void addUsual(Map<Integer, Path> homes) throws IOException {
    if (!Files.isDirectory(USUAL_PLACE)) {
      return;
    }
    try (DirectoryStream<Path> candidates = Files.newDirectoryStream(USUAL_PLACE)) {
      for (Path candidate : candidates) {
        version(candidate)
            .filter(WANTED::contains)
            .ifPresent(version -> homes.putIfAbsent(version, candidate));
      }
    }
  }

  private static Optional<Integer> version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.exists(release)) {
      return Optional.empty();
    }
    Matcher matcher = VERSION.matcher(Files.readString(release));
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
