package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;

/**
 * B39 (MB-20852, MB-16496; 2015, 2016). A task read the vbucket's state before it took the lock. While
 * it waited another one committed a newer state, and the old one was written back over it.
 */
final class B39StateReadBeforeLock extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      public FlushResult flush(WriteBatch batch) throws IOException {
        return new Stale(vbucket, currentRevision().state()).flush(batch);
      }
    };
  }

  /** Flushes one batch upon a state that was read earlier. */
  private static final class Stale extends Flusher {
    private final VBucketState readEarlier;

    Stale(VBucketInternals vbucket, VBucketState readEarlier) {
      super(vbucket);
      this.readEarlier = readEarlier;
    }

    @Override
    protected VBucketState stateBefore(Revision base) {
      return readEarlier;
    }
  }
}
