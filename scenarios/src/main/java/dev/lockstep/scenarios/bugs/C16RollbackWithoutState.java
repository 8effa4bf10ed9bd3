package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.Rollback;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.Optional;

/**
 * C16 (MB-29522, 2018). A rollback that could not read the state of the commit it went back to went on
 * as if there were none.
 */
final class C16RollbackWithoutState extends VBucketParts {

  @Override
  public Rollback newRollback(VBucketInternals vbucket) {
    return new Rollback(vbucket) {
      @Override
      protected Revision commit(Revision base, Optional<CommittedHeader> rewound)
          throws IOException {
        try {
          return super.commit(base, rewound);
        } catch (IOException e) {
          return super.commit(base, Optional.empty());
        }
      }
    };
  }
}
