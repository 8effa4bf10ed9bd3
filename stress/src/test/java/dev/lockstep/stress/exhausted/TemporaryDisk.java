package dev.lockstep.stress.exhausted;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small file system in memory, mounted for one test; Linux lets root alone have one. */
final class TemporaryDisk implements Closeable {
  private final Path mountPoint;

  private TemporaryDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  /** Mounts a file system of so many bytes; empty where the system refuses. */
  static Optional<TemporaryDisk> mount(Path mountPoint, long bytes) {
    List<String> command =
        List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", mountPoint.toString());
    return run(command).isEmpty() ? Optional.of(new TemporaryDisk(mountPoint)) : Optional.empty();
  }

  /** Runs a command; empty where it succeeded, else what went wrong. */
  private static Optional<String> run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(output);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  @Override
  public void close() throws IOException {
    Optional<String> failure = run(List.of("umount", mountPoint.toString()));
    if (failure.isPresent()) {
      throw new IOException("cannot unmount " + mountPoint + ": " + failure.get());
    }
  }
}
