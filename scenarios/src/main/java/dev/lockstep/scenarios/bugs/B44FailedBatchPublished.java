package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * B44 (MB-41747, 2020). The writer's handle was kept over flushes, and with it what a failed commit had
 * saved: the next commit published the batch that had been reported as failed.
 */
final class B44FailedBatchPublished extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new KeepingFlusher(vbucket);
  }

  private static final class KeepingFlusher extends Flusher {
    private final List<DocumentChange> saved = new ArrayList<>();

    KeepingFlusher(VBucketInternals vbucket) {
      super(vbucket);
    }

    @Override
    protected Header saveDocuments(
        Revision base, List<DocumentChange> changes, StateAccount account) throws IOException {
      saved.removeIf(old -> isReplaced(old, changes));
      saved.addAll(changes);
      return super.saveDocuments(base, List.copyOf(saved), account);
    }

    /** Seqnos are given out again: what has one of them is not in the handle's tree any more. */
    private static boolean isReplaced(DocumentChange old, List<DocumentChange> changes) {
      return changes.stream().anyMatch(change -> change.seqno() == old.seqno());
    }

    @Override
    protected Revision commit(Revision base, Header draft, VBucketState state) throws IOException {
      Revision committed = super.commit(base, draft, state);
      saved.clear();
      return committed;
    }
  }
}
