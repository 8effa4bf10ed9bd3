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
record ExpiryRule(long nowSeconds) {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  static ExpiryRule at(long epochNanos) {
    return new ExpiryRule(Math.floorDiv(epochNanos, NANOS_PER_SECOND));
  }

  boolean isExpired(DocumentInfo info) {
    return !info.deleted()
        && !Prepares.isPrepareId(info.id())
        && RevisionMetadata.decode(info.revisionMetadata())
            .filter(metadata -> metadata.expirySeconds() != 0)
            .filter(metadata -> metadata.expirySeconds() <= nowSeconds)
            .isPresent();
  }
}
