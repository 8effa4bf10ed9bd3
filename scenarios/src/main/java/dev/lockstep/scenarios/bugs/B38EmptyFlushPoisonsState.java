package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.util.Optional;

/**
 * B38 (MB-35331, 2019). A state changes in memory first. A flush with nothing to write noted the state
 * it saw there as persisted. The flush of the change then found nothing to do.
 */
final class B38EmptyFlushPoisonsState extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    Cell<Optional<Lifecycle>> inMemory =
        vbucket.platform().newCell("state in memory", Optional.empty());
    Cell<Optional<Lifecycle>> persisted =
        vbucket.platform().newCell("persisted state", Optional.empty());
    return new Flusher(vbucket) {
      @Override
      public FlushResult flush(WriteBatch batch) throws IOException {
        Optional<Lifecycle> wanted = batch.lifecycle();
        if (wanted.isPresent()) {
          inMemory.set(wanted);
        }
        if (batch.isEmpty()) {
          persisted.set(inMemory.get());
        }
        boolean isUnchanged = wanted.isPresent() && wanted.equals(persisted.get());
        return super.flush(isUnchanged ? new WriteBatch() : batch);
      }
    };
  }
}
