package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CatchUp;

/**
 * B01 (MB-42268, 2020). The catch-up took the source's prepare counter and subtracted what the copy
 * had purged, instead of counting what the target holds. A flush in between has moved the source's
 * counter already.
 */
final class B01PurgedPreparesSubtracted extends CatchUp {
  private final long purgedByCopy;

  B01PurgedPreparesSubtracted(Start start) {
    super(start);
    purgedByCopy = start.copied().state().onDiskPrepares() - start.state().onDiskPrepares();
  }

  @Override
  protected VBucketState replayState(Revision newest, StateAccount account) {
    VBucketState right = super.replayState(newest, account);
    long prepares = newest.state().onDiskPrepares() - purgedByCopy;
    return right.withPrepares(prepares, right.onDiskPrepareBytes());
  }
}
