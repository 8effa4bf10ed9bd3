package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tasks run on makes no difference to what they do. */
class TaskDriversTest {
  private static final int EXECUTIONS = 300;

  @Test
  void runTheSameExecutions() {
    assumeTrue(
        TaskDriver.CONTINUATION.isAvailable(),
        "this JVM has no continuations: they need JDK 21 or newer");
    List<SimulationResult> baton = executions(TaskDriver.BATON);
    List<SimulationResult> continuation = executions(TaskDriver.CONTINUATION);

    assertThat(continuation).hasSize(EXECUTIONS);
    for (int i = 0; i < EXECUTIONS; i++) {
      assertThat(continuation.get(i).schedule()).isEqualTo(baton.get(i).schedule());
      assertThat(continuation.get(i).ending()).isEqualTo(baton.get(i).ending());
      assertThat(continuation.get(i).trace()).isEqualTo(baton.get(i).trace());
    }
  }

  /** A recorded number: it changes when recorded schedules lose their meaning, and only then. */
  @ParameterizedTest
  @EnumSource
  void giveTheSameTracesOnEveryJdk(TaskDriver driver) {
    assumeTrue(driver.isAvailable(), "this JVM has no continuations: they need JDK 21 or newer");
    long hash = Fingerprint.EMPTY;
    for (SimulationResult result : executions(driver)) {
      hash = Fingerprint.mix(hash, result.trace().hash());
    }

    assertThat(hash).isEqualTo(5269063499781575929L);
  }

  private static List<SimulationResult> executions(TaskDriver driver) {
    RandomScheduler scheduler = new RandomScheduler(42, EXECUTIONS);
    List<SimulationResult> results = new ArrayList<>();
    while (scheduler.beginExecution()) {
      SimulationOptions options = SimulationOptions.defaults().withDriver(driver);
      Simulation simulation = new Simulation(new SimulatedDisk(), scheduler, options);
      startAppenders(simulation.platform());
      results.add(simulation.run());
      scheduler.endExecution(results.get(results.size() - 1));
    }
    return results;
  }

  /** Three tasks that append to a log under a lock and rename it now and then. */
  private static void startAppenders(Platform platform) {
    Mutex mutex = platform.newMutex("log");
    Cell<String> name = platform.newCell("name", "log.1");
    for (int i = 0; i < 3; i++) {
      String word = "task" + i;
      platform.start(word, () -> append(platform, mutex, name, word));
    }
  }

  private static void append(Platform platform, Mutex mutex, Cell<String> name, String word) {
    try {
      for (int i = 0; i < 3; i++) {
        if (mutex.tryLock()) {
          appendLocked(platform, name, word);
          mutex.unlock();
        }
      }
      platform.reached("done", word, name.get().length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void appendLocked(Platform platform, Cell<String> name, String word)
      throws IOException {
    String current = name.get();
    OpenMode mode =
        platform.files().list().contains(current) ? OpenMode.WRITE : OpenMode.CREATE_NEW;
    try (StorageFile file = platform.files().open(current, mode)) {
      file.write(ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)), file.size());
      file.sync();
    }
    if (word.equals("task1")) {
      String next = current + "1";
      platform.files().rename(current, next);
      platform.files().syncDirectory();
      name.set(next);
    }
  }
}
