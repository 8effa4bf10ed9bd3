package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CatchUp;

/**
 * B14 (couchstore 8090283, kv_engine 61b77e902, 2020). Replay commits carried the purge seqno of the
 * source, below what the copy had purged: a scan was not told that it misses deletions.
 */
final class B14PurgeSeqnoOfSource extends CatchUp {
  B14PurgeSeqnoOfSource(Start start) {
    super(start);
  }

  @Override
  protected Header replayPurgeSeqno(Header draft, Revision newest) {
    return draft.withPurgeSeqno(newest.header().header().purgeSeqno());
  }
}
