package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * B16 (MB-44102, 2021). When a compaction was done it charged what it had purged to the collections, and
 * failed where one of them had been dropped meanwhile: after the new file had its name.
 */
final class B16CompletionNeedsCollection extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new FaultyCompactor(vbucket, options);
  }

  private static final class FaultyCompactor extends Compactor {
    private final List<Generation> purgedFrom = new ArrayList<>();

    FaultyCompactor(VBucketInternals vbucket, CompactionOptions options) {
      super(vbucket, options);
    }

    @Override
    protected CatchUp newCatchUp(CatchUp.Start start) {
      List<Generation> left = start.state().manifest().open();
      start.copied().state().manifest().open().stream()
          .filter(open -> !left.contains(open))
          .forEach(purgedFrom::add);
      return super.newCatchUp(start);
    }

    @Override
    protected void switchToTarget() throws IOException {
      super.switchToTarget();
      for (Generation generation : purgedFrom) {
        if (newestSource().state().manifest().open(generation.collection()).isEmpty()) {
          throw new IOException("no collection " + generation.collection() + " to charge");
        }
      }
    }
  }
}
