package dev.lockstep.stress.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.stress.length.StressLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coverage-guided fuzzing of the reader: 20 seconds in the short mode, 10 minutes in the full one
 * ({@code -Pstress}), half of it with content behind right checksums and half with damage. The corpus is
 * in {@code src/test/fuzz}; every input of it is run by itself as well, on every machine.
 */
class FuzzTest {
  private static final Path CORPUS = Path.of("src", "test", "fuzz");
  private static final int SECONDS_SHORT = 10;
  private static final int SECONDS_FULL = 300;
  private static final int INPUTS_PLANTED = 5_000_000;
  private static final long SEED = Long.getLong("lockstep.fuzz.seed", 1);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  static Stream<Path> hostile() throws IOException {
    return filesIn("hostile");
  }

  static Stream<Path> damaged() throws IOException {
    return filesIn("damaged");
  }

  private static Stream<Path> filesIn(String folder) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void readsHostileFileToAnEnd(Path input) throws IOException {
    HostileFileTarget.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void readsNothingWrongFromDamagedFile(Path input) throws IOException {
    DamagedFileTarget.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  @Test
  void startsFromSoundFiles() throws IOException, MalformedDataException {
    for (byte[] seed :
        List.of(Seeds.empty(), Seeds.leaves(DiskVersion.V14), Seeds.levels(DiskVersion.V13))) {
      assertThat(FullRead.of(HostileFile.assemble(seed), HeaderSearch.STRICT).lines())
          .isNotEmpty();
      assertThat(hostile()).anyMatch(file -> hasContent(file, seed));
    }
  }

  /** Else no input of the corpus would show that what is read is what was written. */
  @Test
  void someDamageIsReadAroundAndSomeIsRefused() throws IOException {
    DamagedFile file = DamagedFile.write();
    int read = 0;
    int refused = 0;
    for (Path input : damaged().toList()) {
      try {
        FullRead.of(file.damagedBy(Files.readAllBytes(input)), HeaderSearch.STRICT);
        read++;
      } catch (IOException expected) {
        refused++;
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void tellsWhatACommitHeldFromWhatNoneDid() throws IOException {
    DamagedFile file = DamagedFile.write();
    List<String> held =
        FullRead.of(file.damagedBy(new byte[0]), HeaderSearch.STRICT).lines();
    assertThat(file.wasCommitted(held)).isTrue();
    for (int i = 0; i < held.size(); i++) {
      List<String> wrong = new ArrayList<>(held);
      wrong.set(i, held.get(i).replace(", looked up", " and more, looked up"));
      assertThat(file.wasCommitted(wrong)).isEqualTo(wrong.equals(held));
      wrong.remove(i);
      assertThat(file.wasCommitted(wrong)).isFalse();
    }
  }

  private static boolean hasContent(Path file, byte[] content) {
    try {
      return Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void findsNothingBehindRightChecksums() throws IOException {
    findsNothing(HostileFileTarget.class, "hostile");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void findsNothingInDamagedFiles() throws IOException {
    findsNothing(DamagedFileTarget.class, "damaged");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void findsPlantedFault() throws IOException {
    assumeJazzerRunsHere();
    JazzerRun run = JazzerRun.of(
        PlantedTarget.class, corpus("hostile"), directory, "-runs=" + INPUTS_PLANTED, SEED);
    assertThat(run.exitCode()).as(run.output()).isEqualTo(JazzerRun.FOUND);
    assertThat(run.output()).contains("IndexOutOfBoundsException");
  }

  private void findsNothing(Class<?> target, String folder) throws IOException {
    assumeJazzerRunsHere();
    int seconds = StressLength.isShort() ? SECONDS_SHORT : SECONDS_FULL;
    JazzerRun run =
        JazzerRun.of(target, corpus(folder), directory, "-max_total_time=" + seconds, SEED);
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.inputs()).as(run.output()).isPositive();
  }

  private static Path corpus(String folder) {
    return CORPUS.resolve(folder).toAbsolutePath();
  }

  /** What Jazzer brings native code for. */
  private static void assumeJazzerRunsHere() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    assumeTrue(
        (system.contains("linux") || system.contains("mac") || system.contains("windows"))
            && List.of("amd64", "x86_64", "aarch64").contains(machine),
        "Jazzer has no native code for " + system + " on " + machine);
  }
}
