package dev.lockstep.stress.benchmark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has the operating system write to the disk what a workload left in memory. Otherwise the next one would
 * wait for it: a system that has more to write back than it allows stops whoever writes.
 */
final class WriteBack {
  private WriteBack() {}

  /** Returns when all files of the directory are on the disk. One that goes away meanwhile needs not be. */
  static void all(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // The store removed it.
      }
    }
  }
}
