package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.bucket.Latencies;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long the operations of one vbucket took, a histogram each, made when the operation happens first.
 * Recording takes no lock, but for the first time. A histogram grows with the longest time in it: some 15 KiB up to a
 * millisecond, 2 KiB more for each doubling.
 */
final class Histograms {
  /** What is measured keeps within a hundredth of itself from some microseconds on. */
  private static final int SIGNIFICANT_DIGITS = 2;

  /** Times closer to each other than this need not be told apart. */
  private static final long RESOLUTION_NANOS = 128;

  /** How far a histogram reaches before it grows. */
  private static final long FIRST_REACH_NANOS = 1_000_000;

  private final Map<Operation, Histogram> byOperation = new ConcurrentHashMap<>();

  void record(Operation operation, long nanos) {
    Histogram known = byOperation.get(operation);
    Histogram histogram =
        known == null ? byOperation.computeIfAbsent(operation, first -> make()) : known;
    histogram.recordValue(nanos);
  }

  private static Histogram make() {
    Histogram made =
        new ConcurrentHistogram(RESOLUTION_NANOS, FIRST_REACH_NANOS, SIGNIFICANT_DIGITS);
    made.setAutoResize(true);
    return made;
  }

  /** What was recorded. */
  Map<Operation, Latencies> latencies() {
    return sum(List.of(this));
  }

  /** What was recorded in all of these. */
  static Map<Operation, Latencies> sum(Collection<Histograms> all) {
    Map<Operation, Latencies> latencies = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      Histogram sum = new Histogram(RESOLUTION_NANOS, FIRST_REACH_NANOS, SIGNIFICANT_DIGITS);
      sum.setAutoResize(true);
      all.forEach(each -> each.addTo(sum, operation));
      if (sum.getTotalCount() > 0) {
        latencies.put(operation, latencies(sum));
      }
    }
    return latencies;
  }

  private void addTo(Histogram sum, Operation operation) {
    Histogram recorded = byOperation.get(operation);
    if (recorded != null) {
      sum.add(recorded);
    }
  }

  private static Latencies latencies(Histogram histogram) {
    return new Latencies(
        histogram.getTotalCount(),
        Math.round(histogram.getMean() * histogram.getTotalCount()),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
