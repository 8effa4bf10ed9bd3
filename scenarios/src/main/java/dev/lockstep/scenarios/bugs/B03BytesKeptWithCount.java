package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CatchUp;

/**
 * B03 (MB-43403, MB-43906, 2021). Where a replay left the number of prepares as it was, their bytes
 * were left too, though a larger prepare had taken the place of a smaller one.
 */
final class B03BytesKeptWithCount extends CatchUp {
  B03BytesKeptWithCount(Start start) {
    super(start);
  }

  @Override
  protected VBucketState replayState(Revision newest, StateAccount account) {
    VBucketState right = super.replayState(newest, account);
    boolean sameCount = right.onDiskPrepares() == state().onDiskPrepares();
    long bytes = sameCount ? state().onDiskPrepareBytes() : right.onDiskPrepareBytes();
    return right.withPrepares(right.onDiskPrepares(), bytes);
  }
}
