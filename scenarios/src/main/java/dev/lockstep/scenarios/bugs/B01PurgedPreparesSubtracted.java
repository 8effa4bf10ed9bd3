package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Revision;
import dev.lockstep.engine.vbucket.StateAccount;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.VBucketState;

/**
 * B01 (MB-42268, 2020). The catch-up took the source's prepare counter and subtracted what the copy
 * had purged, instead of counting what the target holds. A flush in between has moved the source's
 * counter already.
 */
final class B01PurgedPreparesSubtracted extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected CatchUp newCatchUp(
          Revision copied,
          CouchFile into,
          CommittedHeader committed,
          VBucketState state,
          int documentsMax) {
        long purgedByCopy = copied.state().onDiskPrepares() - state.onDiskPrepares();
        return new CatchUp(copied, into, committed, state, documentsMax) {
          @Override
          protected VBucketState replayState(Revision newest, StateAccount account) {
            VBucketState right = super.replayState(newest, account);
            return new VBucketState(
                right.lifecycle(),
                right.highCompletedSeqno(),
                newest.state().onDiskPrepares() - purgedByCopy,
                right.onDiskPrepareBytes(),
                right.others());
          }
        };
      }
    };
  }
}
