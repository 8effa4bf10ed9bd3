package dev.lockstep.stress.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How many bytes the files of a directory have. A file that goes away meanwhile has none. */
final class DirectorySize {
  private DirectorySize() {}

  static long of(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.toList();
    }
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }
}
