package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.WriteQueue;

/**
 * B41 (MB-39280, 2020). When a write was on disk, whatever had the same CAS was marked clean, and a newer
 * write of the document could have that. Here every CAS is the same.
 */
final class B41NewerMarkedClean extends BucketParts {

  @Override
  public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
    return new WriteQueue(highSeqno, lastCas) {
      @Override
      protected int committed(long committedSeqno) {
        int writes = super.committed(committedSeqno);
        drop();
        return writes;
      }
    };
  }
}
