package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.HeaderSwitch;
import dev.lockstep.engine.vbucket.Revision;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * B29 (MB-64963, MB-66187, MB-66821; 2025 and 2026). A snapshot that somebody held was found again by the
 * vbucket's number, and handed out as long as the seqno was the same: that of a deleted generation too.
 */
final class B29SnapshotByNumber extends VBucketParts {

  @Override
  public VBucketParts forStore(Platform platform) {
    return new Store(platform.newMutex("snapshots"));
  }

  /** The parts of one store, with the snapshot of its one vbucket that is out. */
  private static final class Store extends VBucketParts {
    private final Mutex lock;
    private HeaderSwitch.@Nullable Pin held;
    private int readers;

    Store(Mutex lock) {
      this.lock = lock;
    }

    @Override
    public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
      lock.lock();
      try {
        long current = vbucket.headerSwitch().current().highSeqno();
        HeaderSwitch.Pin shared = held;
        if (shared == null || shared.revision().highSeqno() != current) {
          return readers == 0 ? shared(vbucket) : super.openSnapshot(vbucket);
        }
        return another(shared.revision());
      } finally {
        lock.unlock();
      }
    }

    private Snapshot shared(VBucketInternals vbucket) throws IOException {
      HeaderSwitch.Pin pin = vbucket.headerSwitch().pin();
      held = pin;
      return another(pin.revision());
    }

    private Snapshot another(Revision revision) {
      readers++;
      return new Snapshot(
          revision.file().couch(), revision.header(), revision.state(), this::giveBack);
    }

    private void giveBack() {
      lock.lock();
      try {
        readers--;
        if (readers == 0 && held != null) {
          held.release();
          held = null;
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
