package dev.lockstep.stress.exhausted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link DescriptorsRunOut} under a limit that the shell sets. */
class DescriptorsRunOutTest {
  private static final int DESCRIPTORS = 160;

  @TempDir
  private Path directory;

  @Test
  void compactionFailsCleanlyAtEveryDescriptorThatIsMissing()
      throws IOException, InterruptedException {
    assumeFalse(File.separatorChar == '\\', "Windows has no limit of descriptors to set");
    Path store = Files.createDirectory(directory.resolve("store"));
    Path anyFile = Files.createFile(directory.resolve("any"));
    Process process = new ProcessBuilder(List.of(
            "sh",
            "-c",
            "ulimit -n " + DESCRIPTORS + " && exec \"$@\"",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:-MaxFDLimit",
            "-cp",
            System.getProperty("java.class.path"),
            DescriptorsRunOut.class.getName(),
            store.toString(),
            anyFile.toString()))
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("descriptors, then: ");
  }
}
