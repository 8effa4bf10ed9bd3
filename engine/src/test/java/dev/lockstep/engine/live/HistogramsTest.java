package dev.lockstep.engine.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.bucket.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  private static final int THREADS = 4;
  private static final int TIMES = 2_000;

  /** The longest time of {@link #recordGrowing}: a histogram grows often on the way there. */
  private static final long LONGEST_NANOS = 1L << 40;

  @Test
  void nothingIsShownOfWhatWasNeverRecorded() {
    Histograms histograms = new Histograms();
    assertThat(histograms.latencies()).isEmpty();
    histograms.record(Operation.GET, 0);
    assertThat(histograms.latencies()).containsOnlyKeys(Operation.GET);
  }

  @Test
  void timesAreShownToWithinAHundredth() {
    Histograms histograms = new Histograms();
    for (long micros = 1; micros <= 1_000; micros++) {
      histograms.record(Operation.FLUSH, micros * 1_000_000);
    }
    Latencies shown = requireNonNull(histograms.latencies().get(Operation.FLUSH));
    assertThat(shown.count()).isEqualTo(1_000);
    assertThat(shown.totalNanos()).isBetween(495_000_000_000L, 506_000_000_000L);
    assertThat(shown.p50Nanos()).isBetween(495_000_000L, 505_000_000L);
    assertThat(shown.p99Nanos()).isBetween(980_000_000L, 1_000_000_000L);
    assertThat(shown.maxNanos()).isBetween(1_000_000_000L, 1_010_000_000L);
  }

  @Test
  void threadsThatRecordAtOnceLoseNothingWhileHistogramsGrowAndAreRead()
      throws InterruptedException {
    Histograms one = new Histograms();
    Histograms other = new Histograms();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Histograms own = i % 2 == 0 ? one : other;
      threads.add(new Thread(() -> recordGrowing(own)));
    }
    threads.forEach(Thread::start);
    long before = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long now = count(Histograms.sum(List.of(one, other)));
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    assertThat(count(one.latencies())).isEqualTo(THREADS / 2 * TIMES);
    Map<Operation, Latencies> sum = Histograms.sum(List.of(one, other));
    assertThat(count(sum)).isEqualTo(THREADS * TIMES);
    assertThat(requireNonNull(sum.get(Operation.GET)).maxNanos())
        .isGreaterThanOrEqualTo(LONGEST_NANOS);
  }

  private static long count(Map<Operation, Latencies> latencies) {
    return Optional.ofNullable(latencies.get(Operation.GET))
        .map(Latencies::count)
        .orElse(0L);
  }

  private static void recordGrowing(Histograms histograms) {
    for (int i = 1; i <= TIMES; i++) {
      histograms.record(Operation.GET, LONGEST_NANOS >> (40 * (TIMES - i) / TIMES));
    }
  }
}
