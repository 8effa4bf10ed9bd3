package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * B29 (MB-64963, MB-66187, MB-66821; 2025 and 2026). A snapshot that somebody held was found again by the
 * vbucket's number, and handed out as long as the seqno was the same: that of a deleted generation too.
 */
final class B29SnapshotByNumber extends VBucketParts {

  @Override
  public VBucketParts forStore(Platform platform) {
    return new Store(platform.newCell("snapshot that is out", Optional.empty()));
  }

  /** A snapshot that is out, and to how many readers. */
  private record Shared(HeaderSwitch.Pin pin, int readers) {}

  /** The parts of one store, with the snapshot of its one vbucket. */
  private static final class Store extends VBucketParts {
    private final Cell<Optional<Shared>> out;

    Store(Cell<Optional<Shared>> out) {
      this.out = out;
    }

    @Override
    public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
      Revision current = vbucket.headerSwitch().current();
      Optional<Shared> seen = out.get();
      boolean isGood = seen.filter(
              shared -> shared.pin().revision().highSeqno() == current.highSeqno())
          .isPresent();
      if (isGood && out.compareAndSet(seen, seen.map(shared -> withReaders(shared, 1)))) {
        return ofShared(seen.get().pin().revision());
      }
      HeaderSwitch.Pin pin = vbucket.headerSwitch().pin();
      if (seen.isEmpty() && out.compareAndSet(seen, Optional.of(new Shared(pin, 1)))) {
        return ofShared(pin.revision());
      }
      return snapshot(pin.revision(), pin::release);
    }

    private static Shared withReaders(Shared shared, int more) {
      return new Shared(shared.pin(), shared.readers() + more);
    }

    private Snapshot ofShared(Revision revision) {
      return snapshot(revision, this::giveBack);
    }

    private static Snapshot snapshot(Revision revision, Closeable hold) {
      return new Snapshot(revision.file().couch(), revision.header(), revision.state(), hold);
    }

    /** The last reader releases what was shared. */
    private void giveBack() {
      Optional<Shared> seen = out.get();
      while (!out.compareAndSet(seen, withoutReader(seen))) {
        seen = out.get();
      }
      seen.filter(shared -> shared.readers() == 1)
          .ifPresent(shared -> shared.pin().release());
    }

    private static Optional<Shared> withoutReader(Optional<Shared> seen) {
      return seen.filter(shared -> shared.readers() > 1).map(shared -> withReaders(shared, -1));
    }
  }
}
