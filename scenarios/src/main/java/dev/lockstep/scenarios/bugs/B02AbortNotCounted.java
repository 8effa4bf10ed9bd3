package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CatchUp;
import org.jspecify.annotations.Nullable;

/**
 * B02 (MB-43403, 2021). The replay asked of each document whether it is a prepare, by a test that is
 * false for aborts: an abort took the place of a live prepare in the target, which stayed counted.
 */
final class B02AbortNotCounted extends CatchUp {
  B02AbortNotCounted(Start start) {
    super(start);
  }

  @Override
  protected StateAccount newAccount(VBucketState held) {
    return new StateAccount(held) {
      @Override
      public void changed(DocumentInfo stored, @Nullable DocumentInfo previous) {
        if (!stored.deleted()) {
          super.changed(stored, previous);
        }
      }
    };
  }
}
