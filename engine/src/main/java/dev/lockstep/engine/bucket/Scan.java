package dev.lockstep.engine.bucket;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.revision.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A walk over the documents of one commit, which stays as it was through any number of flushes and
 * compactions until the scan is closed. Whoever wants to go on later just asks later; a scan by seqno
 * can also be {@linkplain #pause paused}, which gives the commit back. Belongs to one task.
 *
 * <p>Prepares are not shown. A document that has expired is shown as a deleted one, where those are. Where
 * the vbucket has collections, their creations are shown as documents without content and their drops as
 * deleted ones; {@link dev.lockstep.engine.collection.CollectionKeys#ofEvent} tells them from others.
 */
public final class Scan implements Closeable {

  /** Whether deleted documents are shown. */
  public enum Tombstones {
    SHOWN,
    HIDDEN
  }

  private final Snapshot snapshot;
  private final DocumentCursor cursor;
  private final Tombstones tombstones;
  private final Clock clock;
  private ScanPosition position;
  private boolean closed;

  Scan(
      Snapshot snapshot,
      DocumentCursor cursor,
      Tombstones tombstones,
      Clock clock,
      ScanPosition position) {
    this.snapshot = snapshot;
    this.cursor = cursor;
    this.tombstones = tombstones;
    this.clock = clock;
    this.position = position;
  }

  /** The highest seqno in the commit that is walked. */
  public long highSeqno() {
    return snapshot.highSeqno();
  }

  /** Every tombstone that the commit lacks has a seqno at or below this one. */
  public long purgeSeqno() {
    return snapshot.purgeSeqno();
  }

  /** The next document; empty past the last one. */
  public Optional<DocumentInfo> next() throws IOException {
    checkOpen();
    while (true) {
      Optional<DocumentInfo> next = cursor.next();
      if (next.isEmpty()) {
        long last = Math.min(snapshot.highSeqno(), position.to());
        position = position.at(Math.max(position.from(), last + 1));
        return next;
      }
      DocumentInfo info = next.get();
      position = position.at(info.seqno() + 1);
      if (Prepares.isPrepareId(info.id())) {
        continue;
      }
      boolean hasExpired = Expiry.isOver(info, clock);
      DocumentInfo shown = hasExpired ? asDeleted(info) : info;
      if (!shown.deleted() || tombstones == Tombstones.SHOWN) {
        return Optional.of(shown);
      }
    }
  }

  private static DocumentInfo asDeleted(DocumentInfo info) {
    return new DocumentInfo(
        info.id(), info.seqno(), info.revisionSeqno(), true, 0, info.revisionMetadata(), 0, 0);
  }

  /** The body of a document that this scan gave. */
  public Bytes body(DocumentInfo info) throws IOException {
    checkOpen();
    return cursor.body(info);
  }

  /**
   * Closes a scan by seqno. It can be resumed, on a later commit: what was written since comes too.
   *
   * @throws UnsupportedOperationException of a scan by id, which has no place in a later commit
   */
  public ScanPosition pause() throws IOException {
    if (position.to() == ScanPosition.NOT_BY_SEQNO) {
      throw new UnsupportedOperationException("a scan by id cannot be paused: keep it open");
    }
    close();
    return position;
  }

  /** Without the commit the file may be gone, or another may have its name. */
  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the scan is closed: open another, or resume it");
    }
  }

  /** Gives the commit back. Does nothing the second time. */
  @Override
  public void close() throws IOException {
    closed = true;
    snapshot.close();
  }
}
