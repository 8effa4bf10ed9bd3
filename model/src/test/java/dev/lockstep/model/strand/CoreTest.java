package dev.lockstep.model.strand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CoreTest {
  private static final String ALLOWED = "Cpus_allowed_list:";

  @Test
  void readsRangesOfCores() {
    assertThat(Affinity.numbers("\t0-3,8,10-11\n")).containsExactly(0, 1, 2, 3, 8, 10, 11);
    assertThat(Affinity.numbers("5")).containsExactly(5);
  }

  @Test
  void aThreadStaysOnItsJobsCoreWithAllThatItStarts() {
    assumeTrue(
        Core.ofJob(0).isKept(), "tasks are continuations, or the system keeps no threads on cores");
    List<Integer> cores = Affinity.cores();
    String ofCaller = allowed();
    for (int job = 0; job < 3; job++) {
      String number = Integer.toString(cores.get(job % cores.size()));
      CompletableFuture<String> own = new CompletableFuture<>();
      CompletableFuture<String> ofChild = new CompletableFuture<>();
      Core.ofJob(job).start("job", () -> {
        own.complete(allowed());
        new Thread(() -> ofChild.complete(allowed())).start();
      });
      assertThat(own.join()).isEqualTo(number);
      assertThat(ofChild.join()).isEqualTo(number);
    }
    assertThat(allowed()).as("the calling thread's").isEqualTo(ofCaller);
  }

  @Test
  void threadsOfTasksWaitOnTheirOwnCoreForTheNextExecution() {
    Core core = Core.ofJob(2); // Not the one that OnACore runs this on.
    Core ofCaller = Core.current();
    CompletableFuture<Core> seen = new CompletableFuture<>();
    core.start("job", () -> seen.complete(Core.current()));
    assertThat(seen.join()).isSameAs(core);
    assertThat(Core.current()).as("the calling thread's").isSameAs(ofCaller);
  }

  private static String allowed() {
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .map(line -> line.substring(ALLOWED.length()).strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
