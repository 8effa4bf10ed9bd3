package dev.lockstep.engine.bucket;

/**
 * How long one kind of operation took. Times in nanoseconds, each to within a hundredth of itself.
 *
 * @param count how many there were
 * @param totalNanos all of them together
 * @param p50Nanos half of them took at most this long
 * @param p99Nanos 99 in a hundred
 * @param p999Nanos 999 in a thousand
 * @param maxNanos each of them
 */
public record Latencies(
    long count, long totalNanos, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {}
