package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.Rollback;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * C15 (MB-42885, 2020). A rollback counted anew what it went back to, and passed over the documents of
 * collections that were dropped, though it had just undone the drop.
 */
final class C15RollbackForgetsDropped extends VBucketParts {

  @Override
  public Rollback newRollback(VBucketInternals vbucket) {
    return new Rollback(vbucket) {
      @Override
      protected Revision commit(Revision base, Optional<CommittedHeader> rewound)
          throws IOException {
        Revision right = super.commit(base, rewound);
        List<Generation> counted = right.state().manifest().generations().stream()
            .map(generation ->
                base.state().manifest().open(generation.collection()).isPresent()
                    ? generation
                    : generation.emptied())
            .toList();
        return new Revision(
            right.file(), right.header(), right.state().withManifest(Manifest.of(counted)));
      }
    };
  }
}
