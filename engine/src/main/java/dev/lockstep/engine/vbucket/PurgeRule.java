package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;

/**
 * Which entries a compaction leaves out: tombstones up to a seqno and completed prepares, never the
 * entry with the highest seqno, by which a reader knows that it has seen everything.
 *
 * @param tombstonesUpToSeqno tombstones at or below it go
 * @param preparesUpToSeqno prepares at or below it are completed and go
 * @param highSeqno of the header that is copied
 */
public record PurgeRule(long tombstonesUpToSeqno, long preparesUpToSeqno, long highSeqno) {

  /** Whether an entry is left out. */
  public boolean drops(DocumentInfo info) {
    if (info.seqno() == highSeqno) {
      return false;
    }
    if (info.deleted()) {
      return info.seqno() <= tombstonesUpToSeqno;
    }
    return Prepares.isPrepareId(info.id()) && info.seqno() <= preparesUpToSeqno;
  }
}
