package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Revision;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.VBucketState;

/** An engine whose compactions catch up by another {@link CatchUp}. */
final class FaultyCatchUp extends VBucketParts {

  /** Makes the faulty catch-up; the parameters are those of {@link CatchUp}'s constructor. */
  @FunctionalInterface
  interface Maker {
    CatchUp make(
        Revision copied,
        CouchFile target,
        CommittedHeader committed,
        VBucketState state,
        int documentsMax);
  }

  private final Maker maker;

  FaultyCatchUp(Maker maker) {
    this.maker = maker;
  }

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
        return maker.make(copied, into, committed, state, documentsMax);
      }
    };
  }
}
