package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.vbucket.ExpiryRule;

/** When a document stops being there. */
final class Expiry {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Expiry() {}

  /** Whether a document that expires at this second, 0 for never, has expired. */
  static boolean isOver(long expirySeconds, Clock clock) {
    return expirySeconds != 0 && expirySeconds <= clock.epochNanos() / NANOS_PER_SECOND;
  }

  /** Whether a document on disk has expired. */
  static boolean isOver(DocumentInfo document, Clock clock) {
    return isOver(ExpiryRule.expirySeconds(document), clock);
  }
}
