package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B48 (MB-42224, 2021). The header was written and its sync failed. The commit was reported as failed,
 * but whoever opened the file next found the header.
 */
final class B48HeaderInDoubtIsFailure extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      protected Revision commit(Revision base, Header draft, VBucketState state)
          throws IOException {
        try {
          return super.commit(base, draft, state);
        } catch (CommitUncertainException e) {
          throw new IOException("the commit failed", e);
        }
      }
    };
  }
}
