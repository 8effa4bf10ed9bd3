package dev.lockstep.engine.bucket;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import java.util.OptionalLong;

/**
 * How a write is taken.
 *
 * @param expirySeconds when the document expires, in seconds since 1970; 0 never
 * @param expectedCas the version that the write replaces; {@link #ABSENT}: there is none; empty: any
 * @param whenFull what to do when the write queue is full
 */
public record WriteOptions(long expirySeconds, OptionalLong expectedCas, WhenFull whenFull) {
  /** Stands for the version of a document that is not there, is deleted or has expired. */
  public static final long ABSENT = 0;

  /** What a write does when the queue of its vbucket is full. */
  public enum WhenFull {
    /** Waits until the flusher has made room. */
    WAIT,
    /** Fails with {@link WriteQueueFullException}. */
    REFUSE
  }

  private static final long EXPIRY_SECONDS_MAX = (1L << 32) - 1;
  private static final WriteOptions DEFAULTS =
      new WriteOptions(0, OptionalLong.empty(), WhenFull.WAIT);

  public WriteOptions {
    checkRange("expiry in seconds since 1970", expirySeconds, 0, EXPIRY_SECONDS_MAX);
  }

  /** Never expires, replaces whatever is there, waits for room. */
  public static WriteOptions defaults() {
    return DEFAULTS;
  }

  public WriteOptions withExpirySeconds(long value) {
    return new WriteOptions(value, expectedCas, whenFull);
  }

  /** The write is refused unless the document has this version. */
  public WriteOptions withCas(long cas) {
    return new WriteOptions(expirySeconds, OptionalLong.of(cas), whenFull);
  }

  /** The write is refused if the document is there. */
  public WriteOptions ifAbsent() {
    return withCas(ABSENT);
  }

  public WriteOptions withWhenFull(WhenFull value) {
    return new WriteOptions(expirySeconds, expectedCas, value);
  }
}
