package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;

/**
 * Which live documents are past their time. A prepare's expiry is that of the document it may become,
 * so a prepare is never expired.
 *
 * @param nowSeconds the time that is compared with, in seconds since 1970
 */
public record ExpiryRule(long nowSeconds) {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  static ExpiryRule at(long epochNanos) {
    return new ExpiryRule(Math.floorDiv(epochNanos, NANOS_PER_SECOND));
  }

  boolean isExpired(DocumentInfo info) {
    long expirySeconds = expirySeconds(info);
    return expirySeconds != 0 && expirySeconds <= nowSeconds;
  }

  /** When a document expires, in seconds since 1970; 0 never. */
  public static long expirySeconds(DocumentInfo info) {
    if (info.deleted() || Prepares.isPrepareId(info.id())) {
      return 0;
    }
    return RevisionMetadata.expiryOf(info.revisionMetadata());
  }
}
