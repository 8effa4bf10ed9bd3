package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.util.Optional;

/**
 * B28 (MB-34380 and MB-35326, 2019). The state that was persisted last was kept by the vbucket's number
 * and outlived its deletion. A new generation that asked for the same state was told that nothing had
 * changed.
 */
final class B28StateOfDeadGeneration extends VBucketParts {

  @Override
  public VBucketParts forStore(Platform platform) {
    return new Store(platform.newCell("persisted state", Optional.empty()));
  }

  /** The parts of one store, with what it keeps of its one vbucket. */
  private static final class Store extends VBucketParts {
    private final Cell<Optional<Lifecycle>> persisted;

    Store(Cell<Optional<Lifecycle>> persisted) {
      this.persisted = persisted;
    }

    @Override
    public Flusher newFlusher(VBucketInternals vbucket) {
      return new Flusher(vbucket) {
        @Override
        public FlushResult flush(WriteBatch batch) throws IOException {
          Optional<Lifecycle> wanted = batch.lifecycle();
          if (wanted.isPresent() && wanted.equals(persisted.get())) {
            return super.flush(new WriteBatch());
          }
          FlushResult result = super.flush(batch);
          if (wanted.isPresent()) {
            persisted.set(wanted);
          }
          return result;
        }
      };
    }
  }
}
