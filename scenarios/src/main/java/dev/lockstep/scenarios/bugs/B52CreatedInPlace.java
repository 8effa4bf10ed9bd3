package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.opening.Creation;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * B52 (MB-44168, 2020). A vbucket's first file was made under its final name. A crash in the middle left
 * a file without a header, and no later start could open it.
 */
final class B52CreatedInPlace extends VBucketParts {

  @Override
  public Creation newCreation(Platform platform, int vbucket, VBucketOptions options) {
    return new Creation(platform, vbucket, options) {
      @Override
      protected VBucketFileName unfinishedName(VBucketFileName name) {
        return name;
      }
    };
  }
}
