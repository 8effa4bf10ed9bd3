package dev.lockstep.stress.benchmark;

import org.HdrHistogram.Histogram;

/**
 * What one workload took one store.
 *
 * @param operations one for each commit, read, scan or compaction, and how long it took
 * @param documents how many documents they moved in all
 * @param nanos how long it took in all
 * @param bytesOnDisk what the store took on disk afterwards; only of {@link Workload#COMPACTION}
 * @param compactions how many compactions ended meanwhile; only where one runs beside
 */
record Measurement(
    Workload workload,
    String engine,
    Histogram operations,
    long documents,
    long nanos,
    long bytesOnDisk,
    long compactions) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  Measurement withBytesOnDisk(long bytes) {
    return new Measurement(workload, engine, operations, documents, nanos, bytes, compactions);
  }

  Measurement withCompactions(long count) {
    return new Measurement(workload, engine, operations, documents, nanos, bytesOnDisk, count);
  }

  double docsPerSecond() {
    return documents * NANOS_PER_SECOND / Math.max(nanos, 1);
  }

  double megabytesPerSecond() {
    return bytesOnDisk / 1e6 * NANOS_PER_SECOND / Math.max(nanos, 1);
  }

  /** How long the fastest {@code percent} of the operations took at most. */
  double micros(double percent) {
    return operations.getValueAtPercentile(percent) / NANOS_PER_MICRO;
  }

  /** The slowest operation. */
  double maxPauseMillis() {
    return operations.getMaxValue() / NANOS_PER_MILLI;
  }
}
