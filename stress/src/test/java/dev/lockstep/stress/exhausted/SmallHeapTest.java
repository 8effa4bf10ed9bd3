package dev.lockstep.stress.exhausted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link SmallHeap}: in every build a store some times as large as its heap, with the profile {@code
 * stress} one of ten million documents, which takes 10 GB on disk, in half a gigabyte.
 */
class SmallHeapTest {
  private static final boolean IS_SHORT =
      System.getProperty("lockstep.stress", "short").equals("short");

  @TempDir
  private Path directory;

  @Test
  void aStoreLargerThanTheHeapOpensCompactsAndScans() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            IS_SHORT ? "-Xmx32m" : "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeap.class.getName(),
            directory.toString(),
            IS_SHORT ? "100000" : "10000000"))
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("compacted").doesNotContain("OutOfMemoryError");
  }
}
