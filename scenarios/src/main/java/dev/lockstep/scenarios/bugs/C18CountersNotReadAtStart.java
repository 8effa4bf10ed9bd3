package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C18 (MB-41405, 2020; MB-53829, 2022). What is cached of a file's statistics was not filled when the
 * file was opened: until something was written they said nothing.
 */
final class C18CountersNotReadAtStart extends VBucketParts {

  @Override
  public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
    return new WarmUp(platform, vbucket, options) {
      @Override
      protected @Nullable Revision choose(List<VBucketFileName> live) throws IOException {
        Revision chosen = super.choose(live);
        return chosen == null
            ? null
            : new Revision(chosen.file(), chosen.header(), chosen.state().withPrepares(0, 0));
      }
    };
  }
}
