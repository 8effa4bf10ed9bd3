package dev.lockstep.stress.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short soak of the engine, and one of a faulty one that it has to notice. */
class EngineSoakTest {
  private static final long SECONDS = 3;

  /** A faulty engine ends its soak as soon as it is noticed. */
  private static final long SECONDS_FAULTY_MAX = 120;

  @TempDir
  private Path directory;

  private final List<String> out = new ArrayList<>();

  @Test
  void findsNothingWrongWithTheEngine() throws IOException {
    assertThat(soak(new EngineSoak(), SECONDS)).as("%s", out).isTrue();
    assertThat(out.get(0)).contains("seed 11");
    assertThat(out).last().asString().contains("no violation");
    assertThat(out)
        .noneMatch(
            line -> line.matches(" +0  (flushes|snapshots|header|writes|waits|gets|scans).*"));
    assertThat(directory.resolve("direct").toFile().list()).hasSize(2);
    assertThat(directory.resolve("queued").toFile().list()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "queued"})
  void noticesInEitherStoreThatCompactorLeavesCommitsBehind(String store) throws IOException {
    EngineSoak.Opening opening = EngineSoak.stores().get(store);
    VBucketParts faulty = new Museum().find("B15").orElseThrow();
    assertThat(soak(new EngineSoak(faulty, Map.of(store, opening)), SECONDS_FAULTY_MAX))
        .as("%s", out)
        .isFalse();
    assertThat(out).contains("soak: VIOLATED");
    assertThat(out).anyMatch(line -> line.contains("./lockstep verify " + directory));
    assertThat(out).last().asString().contains("--seed 11");
  }

  private boolean soak(EngineSoak soak, long seconds) throws IOException {
    Soak.Request request = new Soak.Request(directory, seconds, 11, 2, 2);
    return soak.run(request, out::add, out::add);
  }
}
