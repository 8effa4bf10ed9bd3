package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.util.function.Function;

/** An engine whose compactions catch up by another {@link CatchUp}. */
final class FaultyCatchUp extends VBucketParts {
  private final Function<CatchUp.Start, CatchUp> maker;

  FaultyCatchUp(Function<CatchUp.Start, CatchUp> maker) {
    this.maker = maker;
  }

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected CatchUp newCatchUp(CatchUp.Start start) {
        return maker.apply(start);
      }
    };
  }
}
