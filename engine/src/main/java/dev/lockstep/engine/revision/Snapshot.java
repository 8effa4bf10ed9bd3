package dev.lockstep.engine.revision;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.state.VBucketState;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * One committed header of a vbucket, held: everything read from it is of that one commit, through any
 * number of flushes and switches, until it is closed. Belongs to one task.
 */
public class Snapshot implements Closeable {
  private final CouchFile couch;
  private final CommittedHeader header;
  private final VBucketState state;
  private final Closeable hold;
  private boolean closed;

  /**
   * Makes a snapshot.
   *
   * @param hold closed with the snapshot: gives back what keeps the file open
   */
  public Snapshot(CouchFile couch, CommittedHeader header, VBucketState state, Closeable hold) {
    this.couch = couch;
    this.header = header;
    this.state = state;
    this.hold = hold;
  }

  /** Of a revision that is pinned; closing the snapshot releases the pin. */
  public static Snapshot of(HeaderSwitch.Pin pin) {
    Revision revision = pin.revision();
    return new Snapshot(revision.file().couch(), revision.header(), revision.state(), pin::release);
  }

  /** The highest seqno in it. */
  public final long highSeqno() {
    return header.header().updateSeqno();
  }

  /** Every tombstone missing from it has a seqno at or below this one. */
  public final long purgeSeqno() {
    return header.header().purgeSeqno();
  }

  /** The state document as of this commit. */
  public final VBucketState state() {
    return state;
  }

  /** How many documents its file holds, what is left of dropped collections included. */
  public final Counts counts() throws IOException {
    return couch.counts(header.header());
  }

  /** Reads a live document; empty where there is none or it is deleted. */
  public final Optional<Document> get(Bytes id) throws IOException {
    Optional<DocumentInfo> info = couch.info(header.header(), id);
    if (info.isEmpty() || info.get().deleted() || !state.manifest().shows(info.get())) {
      return Optional.empty();
    }
    return Optional.of(new Document(info.get(), couch.body(info.get())));
  }

  /** Reads a local document. */
  public final Optional<Bytes> local(Bytes id) throws IOException {
    return couch.local(header.header(), id);
  }

  /**
   * All documents with a seqno in {@code from..to}, in seqno order: tombstones, prepares, and where the
   * vbucket has collections their creations and drops; nothing that is left of dropped ones.
   */
  public final DocumentCursor bySeqno(long from, long to) throws IOException {
    return couch.bySeqno(header.header(), from, to).only(state.manifest()::shows);
  }

  /**
   * The same documents with an id from {@code from}, inclusive, to {@code to}, exclusive, in the order of
   * ids; empty: to the end.
   */
  public DocumentCursor byId(Bytes from, Optional<Bytes> to) throws IOException {
    return couch.byId(header.header(), from, to).only(state.manifest()::shows);
  }

  /** All local documents, in id order. */
  public final LocalCursor locals() throws IOException {
    return couch.locals(header.header());
  }

  final CouchFile couch() {
    return couch;
  }

  final CommittedHeader header() {
    return header;
  }

  /** Gives back what it holds. Does nothing the second time. */
  @Override
  public final void close() throws IOException {
    if (!closed) {
      closed = true;
      hold.close();
    }
  }
}
