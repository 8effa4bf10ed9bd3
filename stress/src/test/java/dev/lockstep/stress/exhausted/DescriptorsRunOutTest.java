package dev.lockstep.stress.exhausted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lockstep.stress.child.ChildRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link DescriptorsRunOut} under a limit that the shell sets. */
class DescriptorsRunOutTest {
  private static final int DESCRIPTORS = 160;
  private static final Duration DURATION_MAX = Duration.ofMinutes(5);

  @TempDir
  private Path directory;

  @Test
  void compactionFailsCleanlyAtEveryDescriptorThatIsMissing() throws IOException {
    assumeFalse(File.separatorChar == '\\', "Windows has no limit of descriptors to set");
    Path store = Files.createDirectory(directory.resolve("store"));
    Path anyFile = Files.createFile(directory.resolve("any"));
    ChildRun run = ChildRun.of(
        directory,
        DURATION_MAX,
        List.of(
            "sh",
            "-c",
            "ulimit -n " + DESCRIPTORS + " && exec \"$@\"",
            "sh",
            ChildRun.java(),
            "-Xmx128m",
            "-XX:-MaxFDLimit",
            "-cp",
            System.getProperty("java.class.path"),
            DescriptorsRunOut.class.getName(),
            store.toString(),
            anyFile.toString()));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("descriptors, then: ");
  }
}
