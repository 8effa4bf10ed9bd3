package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.Optional;

/**
 * B46 (MB-41321, MB-39549; 2020). Counters were changed while documents were saved, and not put back
 * when the commit failed: the retry counted the same documents again.
 */
final class B46CountersOfFailedCommit extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new EagerFlusher(vbucket);
  }

  private static final class EagerFlusher extends Flusher {
    private Optional<VBucketState> counted = Optional.empty();

    EagerFlusher(VBucketInternals vbucket) {
      super(vbucket);
    }

    @Override
    protected StateAccount newAccount(VBucketState held) {
      return super.newAccount(counted.orElse(held));
    }

    @Override
    protected Revision commit(Revision base, Header draft, VBucketState state) throws IOException {
      counted = Optional.of(state);
      Revision committed = super.commit(base, draft, state);
      counted = Optional.empty();
      return committed;
    }
  }
}
