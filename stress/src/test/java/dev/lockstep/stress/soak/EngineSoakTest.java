package dev.lockstep.stress.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short soak of the engine, and of faulty ones that it has to notice. */
class EngineSoakTest {
  private static final long SECONDS = 3;

  /** Of a soak that something else ends. */
  private static final long SECONDS_MAX = 120;

  private static final EngineSoak.Pace TALKATIVE =
      new EngineSoak.Pace(Duration.ofMillis(100), EngineSoak.Pace.USUAL.turnMax());

  /** On a busy machine it may take a sound task for hung: for a soak in which some do hang. */
  private static final EngineSoak.Pace IMPATIENT =
      new EngineSoak.Pace(EngineSoak.Pace.USUAL.report(), Duration.ofSeconds(5));

  @TempDir
  private Path directory;

  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @Test
  void findsNothingWrongWithTheEngine() throws IOException {
    assertThat(soak(new EngineSoak(), SECONDS)).as("%s", out).isTrue();
    assertThat(out.get(0)).contains("seed 11");
    assertThat(out).last().asString().contains("no violation");
    assertThat(out)
        .anyMatch(line -> line.matches(
            "[0-9,]+ operations, [1-9][0-9,]* switches, [0-9,]+ stalls, 0 violations"));
    assertThat(out)
        .noneMatch(
            line -> line.matches(" +0  (flushes|snapshots|header|writes|waits|gets|scans).*"));
    assertThat(directory.resolve("direct").toFile().list()).hasSize(2);
    assertThat(directory.resolve("queued").toFile().list()).hasSize(2);
  }

  @Test
  void saysHowItGoesAndEndsInGoodOrderWhenItIsInterrupted() throws InterruptedException {
    EngineSoak soak = new EngineSoak(VBucketParts.standard(), EngineSoak.stores(), TALKATIVE);
    AtomicBoolean passed = new AtomicBoolean();
    Thread runs = new Thread(() -> passed.set(soakUnchecked(soak)), "soak");
    runs.start();
    await()
        .atMost(Duration.ofSeconds(SECONDS_MAX))
        .until(
            () -> progress.stream().anyMatch(line -> line.matches(".* [1-9][0-9,]* switches.*")));
    runs.interrupt();
    await().atMost(Duration.ofSeconds(SECONDS_MAX)).until(() -> !runs.isAlive());
    assertThat(progress)
        .allMatch(line -> line.matches("00:0[0-9]:[0-9]{2}  [0-9,]+ operations: .* stalls.*"));
    assertThat(passed).as("%s", out).isTrue();
  }

  @Test
  void aSoakThatDidNothingHasNotPassed() throws IOException {
    assertThat(soak(new EngineSoak(VBucketParts.standard(), Map.of(), TALKATIVE), SECONDS))
        .isFalse();
    assertThat(out).last().asString().contains("SHOWS NOTHING, there were no header switches");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "queued"})
  void noticesInEitherStoreThatCompactorLeavesCommitsBehind(String store) throws IOException {
    assertThat(soak(faulty("B15", store, TALKATIVE), SECONDS_MAX)).as("%s", out).isFalse();
    assertThat(out).contains("soak: VIOLATED");
    assertThat(out).anyMatch(line -> line.endsWith(" 1 violation"));
    assertThat(out)
        .anyMatch(line -> line.contains("./lockstep verify " + directory.resolve(store)));
    assertThat(out)
        .anyMatch(line -> line.contains("./lockstep soak") && line.contains("--seed 11"));
    assertThat(directory.resolve(store)).isNotEmptyDirectory();
  }

  @Test
  void noticesTasksThatWaitForEachOther() throws IOException {
    assertThat(soak(faulty("B30", "direct", IMPATIENT), SECONDS_MAX))
        .as("%s", out)
        .isFalse();
    assertThat(out).anyMatch(line -> line.contains("hangs: its turn lasts longer than 5 s"));
    assertThat(out)
        .as("where both of them stand")
        .anyMatch(line -> line.contains("B30LocksCrossed$Store$1.rollback")
            && line.contains("B30LocksCrossed$Store$2.catchUpFinally"));
  }

  private static EngineSoak faulty(String bug, String store, EngineSoak.Pace pace) {
    VBucketParts parts = new Museum().find(bug).orElseThrow();
    EngineSoak.Opening opening = EngineSoak.stores().get(store);
    return new EngineSoak(parts, Map.of(store, opening), pace);
  }

  private boolean soakUnchecked(EngineSoak soak) {
    try {
      return soak(soak, SECONDS_MAX);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean soak(EngineSoak soak, long seconds) throws IOException {
    Soak.Request request = new Soak.Request(directory, seconds, 11, 2, 2);
    return soak.run(request, out::add, progress::add);
  }
}
