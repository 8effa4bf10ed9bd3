package dev.lockstep.stress.exhausted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.stress.child.ChildRun;
import dev.lockstep.stress.length.StressLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link SmallHeap}: in every build a store some times as large as its heap, with the profile {@code
 * stress} one of ten million documents, which takes 10 GB on disk, in half a gigabyte.
 */
class SmallHeapTest {
  private static final boolean IS_SHORT = StressLength.isShort();
  private static final Duration DURATION_MAX = Duration.ofHours(1);

  @TempDir
  private Path directory;

  @Test
  void aStoreLargerThanTheHeapOpensCompactsAndScans() throws IOException {
    Path store = Files.createDirectory(directory.resolve("store"));
    ChildRun run = ChildRun.of(
        directory,
        DURATION_MAX,
        List.of(
            ChildRun.java(),
            IS_SHORT ? "-Xmx32m" : "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeap.class.getName(),
            store.toString(),
            IS_SHORT ? "100000" : "10000000"));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("compacted").doesNotContain("OutOfMemoryError");
  }
}
