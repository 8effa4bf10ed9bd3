package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.WriteQueue;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.state.VBucketState.Lifecycle;

/**
 * B27 (MB-19695, 2016). A request to persist the state was left out where one was queued already. A
 * deletion in between took that one with it, and the new vbucket's state was never persisted.
 */
final class B27StatePersistCoalesced extends BucketParts {

  @Override
  public BucketParts forStore(Platform platform) {
    return new Store();
  }

  /** The parts of one store, with what is noted of its one vbucket's number. */
  private static final class Store extends BucketParts {
    /** Under the lock of the queue. */
    private boolean isQueued;

    @Override
    public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
      return new WriteQueue(highSeqno, lastCas) {
        @Override
        protected long takeState(Lifecycle state) {
          if (isQueued) {
            return 0;
          }
          isQueued = true;
          return super.takeState(state);
        }

        @Override
        protected int committed(long committedSeqno) {
          isQueued = false;
          return super.committed(committedSeqno);
        }
      };
    }
  }
}
