package dev.lockstep.engine.bucket;

/**
 * How long one kind of operation took. Times in nanoseconds, to three significant digits.
 *
 * @param count how many there were
 * @param p50Nanos half of them took at most this long
 * @param p99Nanos 99 in a hundred
 * @param p999Nanos 999 in a thousand
 * @param maxNanos all
 */
public record Latencies(long count, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {}
