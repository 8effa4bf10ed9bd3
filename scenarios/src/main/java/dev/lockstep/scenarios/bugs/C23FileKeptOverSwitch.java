package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;

/**
 * C23 (MB-9532, 2013). The old file could not be removed after a switch, because the flusher had it open;
 * there it went on writing, and said that all was well.
 */
final class C23FileKeptOverSwitch extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      public FlushResult flush(WriteBatch batch) throws IOException {
        HeaderSwitch.Pin opened = vbucket.headerSwitch().pin();
        try {
          return new FlusherOf(opened.revision(), vbucket).flush(batch);
        } finally {
          opened.release();
        }
      }
    };
  }

  /** Writes to the file that it is given, whatever is current. */
  private static final class FlusherOf extends Flusher {
    private final Revision opened;

    FlusherOf(Revision opened, VBucketInternals vbucket) {
      super(vbucket);
      this.opened = opened;
    }

    @Override
    protected Revision currentRevision() throws IOException {
      Revision current = super.currentRevision();
      return current.file() == opened.file() ? current : opened;
    }

    @Override
    protected void publish(Revision committed) throws IOException {
      if (committed.file() == super.currentRevision().file()) {
        super.publish(committed);
      }
    }
  }
}
