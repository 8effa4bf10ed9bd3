package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;

/**
 * Which entries a compaction leaves out: tombstones that are within a bound of seqno and of time both,
 * and completed prepares, never the entry with the highest seqno, by which a reader knows that it has
 * seen everything.
 *
 * @param tombstonesUpToSeqno tombstones at or below it may go
 * @param deletedBeforeSeconds tombstones deleted before it, in seconds since 1970, may go; {@link
 *     CompactionOptions#ANY_AGE} for all. One that does not say when it was deleted stays under any
 *     other bound
 * @param preparesUpToSeqno prepares at or below it are completed and go
 * @param highSeqno of the header that is copied
 */
public record PurgeRule(
    long tombstonesUpToSeqno, long deletedBeforeSeconds, long preparesUpToSeqno, long highSeqno) {

  /** Whether an entry is left out. */
  public boolean drops(DocumentInfo info) {
    if (info.seqno() == highSeqno) {
      return false;
    }
    if (info.deleted()) {
      return info.seqno() <= tombstonesUpToSeqno && isOldEnough(info);
    }
    return Prepares.isPrepareId(info.id()) && info.seqno() <= preparesUpToSeqno;
  }

  private boolean isOldEnough(DocumentInfo tombstone) {
    return deletedBeforeSeconds == CompactionOptions.ANY_AGE
        || RevisionMetadata.decode(tombstone.revisionMetadata())
            .filter(metadata -> metadata.expirySeconds() < deletedBeforeSeconds)
            .isPresent();
  }
}
