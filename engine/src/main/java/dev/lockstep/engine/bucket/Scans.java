package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;
import java.util.Optional;

/** Opens scans. They read what is on disk: whoever wants a certain write waits for it first. */
final class Scans {
  private final Attachments attachments;
  private final Clock clock;

  Scans(Attachments attachments, Clock clock) {
    this.attachments = attachments;
    this.clock = clock;
  }

  Scan bySeqno(int vbucket, long from, long to, Scan.Tombstones tombstones) throws IOException {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("seqnos " + from + " to " + to + ": expected a range");
    }
    VBucketWrites source = attachments.get(vbucket);
    ScanPosition position = new ScanPosition(vbucket, source.attachment(), from, to, tombstones);
    return open(source.vbucket().snapshot(), position);
  }

  /** Goes on with a scan, on the newest commit. */
  Scan resume(ScanPosition position) throws IOException {
    VBucketWrites source = attachments.get(position.vbucket());
    if (source.attachment() != position.attachment()) {
      throw new ScanPositionLostException(
          position.vbucket(), "it was deleted or rolled back meanwhile");
    }
    Snapshot snapshot = source.vbucket().snapshot();
    boolean missesDeletions = position.tombstones() == Scan.Tombstones.SHOWN
        && position.from() > 1
        && snapshot.purgeSeqno() >= position.from();
    if (missesDeletions) {
      snapshot.close();
      throw new ScanPositionLostException(
          position.vbucket(), "tombstones up to seqno " + snapshot.purgeSeqno() + " are purged");
    }
    return open(snapshot, position);
  }

  private Scan open(Snapshot snapshot, ScanPosition position) throws IOException {
    return new Scan(
        snapshot,
        snapshot.bySeqno(position.from(), position.to()),
        position.tombstones(),
        clock,
        position);
  }

  Scan byId(int vbucket, Bytes from, Optional<Bytes> to, Scan.Tombstones tombstones)
      throws IOException {
    VBucketWrites source = attachments.get(vbucket);
    Snapshot snapshot = source.vbucket().snapshot();
    ScanPosition position =
        new ScanPosition(vbucket, source.attachment(), 0, ScanPosition.NOT_BY_SEQNO, tombstones);
    return new Scan(snapshot, snapshot.byId(from, to), tombstones, clock, position);
  }
}
