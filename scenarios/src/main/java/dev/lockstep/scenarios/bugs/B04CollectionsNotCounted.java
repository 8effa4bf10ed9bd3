package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CatchUp;
import org.jspecify.annotations.Nullable;

/**
 * B04 (MB-44097, 2021). The catch-up counted the prepares among the documents it replayed, and nothing
 * for their collections: what the flusher had changed meanwhile was missing from the target's counters.
 */
final class B04CollectionsNotCounted extends CatchUp {
  B04CollectionsNotCounted(Start start) {
    super(start);
  }

  @Override
  protected StateAccount newAccount(VBucketState held) {
    return new StateAccount(held) {
      @Override
      protected void countInCollection(DocumentInfo stored, @Nullable DocumentInfo previous) {
        // counts prepares only
      }
    };
  }
}
