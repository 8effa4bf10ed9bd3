package dev.lockstep.stress.architecture.offending;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

final class OffendsFiles {

  static boolean exists(String name) {
    return new File(name).exists();
  }

  static void random(String name) throws IOException {
    new RandomAccessFile(name, "r").close();
  }

  static void channel(FileChannel channel) throws IOException {
    channel.force(true);
  }

  static byte[] bytes(Path path) throws IOException {
    return Files.readAllBytes(path);
  }
}
