package dev.lockstep.stress.linearizability;

import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/** The canary: the same vbucket, whose compactor forgets to catch up under the lock. */
public final class ForgetfulStore extends StoreOperations {

  public ForgetfulStore() {
    super(new Parts());
  }

  private static final class Parts extends VBucketParts {
    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        /** The fault: what was committed since the copy is left behind. */
        @Override
        protected void catchUpFinally() {}
      };
    }
  }
}
