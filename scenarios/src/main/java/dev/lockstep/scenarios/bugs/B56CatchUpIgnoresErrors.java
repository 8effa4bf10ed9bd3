package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B56 (MB-18319, MB-8055, MB-65478; 2013 to 2025). The compactor took an error for the end of what there
 * was to copy and went on with less.
 */
final class B56CatchUpIgnoresErrors extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected void catchUpFinally() {
        try {
          super.catchUpFinally();
        } catch (IOException ignored) {
          // This is the bug: the file is switched to as it is.
        }
      }
    };
  }
}
