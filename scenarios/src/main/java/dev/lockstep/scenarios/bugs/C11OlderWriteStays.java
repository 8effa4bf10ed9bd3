package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.QueuedWrite;
import dev.lockstep.engine.bucket.WriteQueue;

/**
 * C11 (kv_engine cc675a387, 2014). A batch was sorted by key alone before all but one write of a key were
 * left out: the older one could be the one that stayed.
 */
final class C11OlderWriteStays extends BucketParts {

  @Override
  public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
    return new WriteQueue(highSeqno, lastCas) {
      @Override
      protected QueuedWrite merged(QueuedWrite earlier, QueuedWrite later) {
        QueuedWrite right = super.merged(earlier, later);
        return new QueuedWrite(earlier.kind(), right.id(), earlier.body(), right.stamp());
      }
    };
  }
}
