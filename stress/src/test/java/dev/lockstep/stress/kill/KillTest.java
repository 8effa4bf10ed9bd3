package dev.lockstep.stress.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.stress.length.StressLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills a writing and compacting JVM again and again and looks at what it left: 10 times in the short
 * mode, 200 in the full one ({@code -Pstress}). The seed is printed with what went wrong; another one is
 * taken from {@code -Dlockstep.kill.seed}. A writer that says nothing any more ends the test too.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = ThreadMode.SEPARATE_THREAD)
class KillTest {
  private static final int VBUCKETS = 2;
  private static final long SEED = Long.getLong("lockstep.kill.seed", 20_201_026L);
  private static final int ROUNDS_SHORT = 10;
  private static final int ROUNDS_FULL = 200;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path root;

  private static int rounds() {
    return StressLength.isShort() ? ROUNDS_SHORT : ROUNDS_FULL;
  }

  private WriterProcess.Setting setting(KilledWriter.Promise promise) throws IOException {
    Path directory = Files.createDirectory(root.resolve("store"));
    return new WriterProcess.Setting(directory, root.resolve("errors"), SEED, VBUCKETS, promise);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void everyAcknowledgedBatchOutlivesKill() throws IOException, InterruptedException {
    WriterProcess.Setting setting = setting(KilledWriter.Promise.WHEN_DURABLE);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Long> onDisk = Collections.nCopies(VBUCKETS, 0L);
    List<String> chosen = new ArrayList<>();
    for (int round = 1; round <= rounds(); round++) {
      KillRound killed = KillRound.run(setting, onDisk, random);
      assertThat(killed.violations())
          .as("round %d, seed %d, files in %s", round, SEED, setting.directory())
          .isEmpty();
      onDisk = killed.found();
      killed.warmUps().stream().map(WarmUpReport::chosen).forEach(chosen::add);
    }
    assertThat(onDisk).allSatisfy(batches -> assertThat(batches).isGreaterThan(rounds()));
    assertThat(chosen).as("compactions went on").anyMatch(name -> !name.endsWith(".couch.1"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void noticesBatchAcknowledgedTooEarly() throws IOException, InterruptedException {
    WriterProcess.Setting setting = setting(KilledWriter.Promise.TOO_EARLY);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Long> onDisk = Collections.nCopies(VBUCKETS, 0L);
    for (int round = 1; round <= ROUNDS_FULL; round++) {
      KillRound killed = KillRound.run(setting, onDisk, random);
      if (!killed.violations().isEmpty()) {
        assertThat(killed.violations()).allMatch(line -> line.contains("was acknowledged"));
        return;
      }
      onDisk = killed.found();
    }
    throw new AssertionError("a writer that lies was believed in " + ROUNDS_FULL + " rounds");
  }
}
