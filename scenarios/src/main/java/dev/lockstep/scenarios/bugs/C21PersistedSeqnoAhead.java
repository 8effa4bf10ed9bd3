package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.WriteQueue;

/**
 * C21 (MB-11459, MB-11325, MB-11980; 2014). The persisted seqno was taken from how far the queue had been
 * read, which is ahead of the file.
 */
final class C21PersistedSeqnoAhead extends BucketParts {

  @Override
  public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
    return new WriteQueue(highSeqno, lastCas) {
      @Override
      protected long persistedSeqno() {
        return highSeqno();
      }
    };
  }
}
