package dev.lockstep.stress.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitedRunTest {
  private static final Effort TINY = new Effort(500, 100, 0, 0, 0, 1);

  private final List<String> leftOut = new ArrayList<>();

  @Test
  void whatAStoreEndedBeforeItHangsIsHandedOver(@TempDir Path directory) {
    Contender hanging = new FakeContender("hanging", new LossyStore() {
      @Override
      public long scan(byte[] target) {
        return hang();
      }
    });
    LimitedRun.Limits limits = new LimitedRun.Limits(Duration.ofSeconds(1), Duration.ofHours(1));
    List<Measurement> ended = new ArrayList<>();

    assertThatThrownBy(() -> LimitedRun.run(hanging, directory, TINY, limits, ended::add))
        .isInstanceOfSatisfying(
            OverLimitException.class, e -> assertThat(e.isLeftBehind()).isFalse())
        .hasMessage("hanging is given up: scan did not end within 1 s");
    assertThat(ended).extracting(Measurement::workload).containsExactly(Workload.BULK_LOAD);
  }

  @Test
  void aRunGoesOnAfterAStoreThatHangsAndNamesIt(@TempDir Path directory) throws IOException {
    Contender hanging = new FakeContender("hanging", new LossyStore() {
      @Override
      public void write(List<Entry> batch) {
        hang();
      }
    });

    assertThat(StoreBenchmarkRun.measured(hanging, directory, TINY, line -> {}, leftOut))
        .isEmpty();
    assertThat(leftOut).containsExactly("hanging is given up: bulk-load did not end within 1 s");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aStoreThatDoesNotEvenEndWhenItIsInterruptedIsLeftBehind(@TempDir Path directory) {
    Semaphore end = new Semaphore(0);
    Contender stubborn = new FakeContender("stubborn", new StubbornStore(end));
    LimitedRun.Limits limits =
        new LimitedRun.Limits(Duration.ofMillis(100), Duration.ofMillis(100));

    assertThatThrownBy(() -> LimitedRun.run(stubborn, directory, TINY, limits, one -> {}))
        .isInstanceOfSatisfying(
            OverLimitException.class, e -> assertThat(e.isLeftBehind()).isTrue())
        .hasMessageStartingWith("stubborn is given up: bulk-load did not end within")
        .hasMessageEndingWith("its files stay in " + directory);
    end.release();
  }

  @Test
  void aStoreThatFailsIsLeftOut(@TempDir Path directory) throws IOException {
    Contender failing = new FakeContender("failing", new LossyStore() {
      @Override
      public void write(List<Entry> batch) {
        throw new IllegalStateException("out of order");
      }
    });

    assertThat(StoreBenchmarkRun.measured(failing, directory, TINY, line -> {}, leftOut))
        .isEmpty();
    assertThat(leftOut)
        .containsExactly(
            "failing is left out: it failed: java.lang.IllegalStateException: out of order");
  }

  private static long hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 0;
  }

  /** Waits, and no interrupt ends that. */
  private static final class StubbornStore extends LossyStore {
    private final Semaphore end;

    StubbornStore(Semaphore end) {
      this.end = end;
    }

    @Override
    public void write(List<Entry> batch) {
      end.acquireUninterruptibly();
    }
  }
}
