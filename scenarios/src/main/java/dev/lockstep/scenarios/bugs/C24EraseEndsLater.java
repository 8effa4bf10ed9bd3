package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * C24 (MB-31817, 2018). The compacted file kept the dropped list; that the erase was done was a change of
 * its own, which the flusher committed after the switch. A crash in between left a list that was wrong.
 */
final class C24EraseEndsLater extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected StateAccount newAccount(VBucketState held) {
        return new StateAccount(held) {
          @Override
          public VBucketState toState(VBucketState base) {
            VBucketState right = super.toState(base);
            return right.withManifest(
                withDropped(right.manifest(), held.manifest().dropped()));
          }
        };
      }

      @Override
      protected void retireSource() {
        super.retireSource();
        endErase(vbucket, source().revision().state());
      }
    };
  }

  private static Manifest withDropped(Manifest manifest, List<Generation> dropped) {
    List<Generation> generations = new ArrayList<>(manifest.open());
    generations.addAll(dropped);
    return Manifest.of(generations);
  }

  /** Takes what was erased off the list, by a flush. */
  private static void endErase(VBucketInternals vbucket, VBucketState erasedFrom) {
    Flusher eraser = new Flusher(vbucket) {
      @Override
      protected StateAccount newAccount(VBucketState held) {
        List<Generation> left = new ArrayList<>(held.manifest().dropped());
        left.removeAll(erasedFrom.manifest().dropped());
        return new StateAccount(held.withManifest(withDropped(held.manifest(), left)));
      }
    };
    try {
      eraser.flush(new WriteBatch().state(erasedFrom.lifecycle()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
