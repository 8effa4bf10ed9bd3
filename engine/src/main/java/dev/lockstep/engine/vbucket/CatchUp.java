package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings a compaction's target from one header of the source to a newer one.
 *
 * <ol>
 *   <li>Collections created and dropped since are so in the target, before any document is counted: a
 *       generation keeps what the target holds of it, and a new one starts with nothing.
 *   <li>Every by-seqno entry above what was caught up before, as the newer header sees it, is saved
 *       with its own seqno, body as stored. What each adds to the counters and takes away depends on
 *       what the target held.
 *   <li>The local documents become those of the newer header: changed ones are saved, and those it no
 *       longer has are removed.
 *   <li>The state document and those of the collections become the newer header's with the target's own
 *       counters, so what the copy has erased is not on the dropped list again; the purge seqno becomes
 *       the larger of both files'.
 *   <li>One commit, with the newer header's timestamp.
 * </ol>
 *
 * <p>The counters live here between the replays, so their order against the local documents does not
 * matter. A header that moved no seqno (a state change alone) replays no document and hides none: the
 * next replay starts after the seqno, not after the header.
 */
public class CatchUp {
  /** Bytes of bodies that are saved at once, and one body more. */
  private static final long SAVE_BYTES_MAX = 1 << 23;

  private final CouchFile target;
  private final int documentsMax;
  private Revision caughtUpTo;
  private CommittedHeader committed;
  private VBucketState state;

  /** How many documents are saved at once: few where somebody takes turns, else as many as memory holds. */
  private int saveMax;

  /** Hears of the saves of one replay. */
  private Turns turns = Turns.NONE;

  /**
   * Where it begins: what the copy has left.
   *
   * @param copied the revision of the source that was copied
   * @param target the file that it was copied to
   * @param committed the target's newest commit
   * @param state the state document in that commit
   * @param documentsMax how many documents are saved at once
   */
  public record Start(
      Revision copied,
      CouchFile target,
      CommittedHeader committed,
      VBucketState state,
      int documentsMax) {}

  public CatchUp(Start start) {
    this.caughtUpTo = start.copied();
    this.target = start.target();
    this.committed = start.committed();
    this.state = start.state();
    this.documentsMax = start.documentsMax();
    this.saveMax = start.documentsMax();
  }

  /** The revision of the source that the target equals. */
  public final Revision caughtUpTo() {
    return caughtUpTo;
  }

  /** The target's newest commit. */
  public final CommittedHeader committed() {
    return committed;
  }

  /** The state document in the target's newest commit. */
  public final VBucketState state() {
    return state;
  }

  /** Hears of the saves of a replay. */
  interface Turns {

    /** Nobody takes turns: each save is as large as memory allows. */
    Turns NONE = new Turns() {
      @Override
      public long next() {
        return Long.MAX_VALUE;
      }

      @Override
      public void end() {}
    };

    /**
     * Another save follows.
     *
     * @return how many documents it has, at most
     */
    long next() throws IOException;

    /** The last save is done. Not called if the replay fails before. */
    void end();
  }

  /** Like {@link #replay(Revision)}, in saves that somebody else says the size of. */
  final void replay(Revision newest, Turns heard) throws IOException {
    turns = heard;
    beginSave();
    try {
      replay(newest);
    } finally {
      turns = Turns.NONE;
      saveMax = documentsMax;
    }
  }

  /** Brings the target to {@code newest}, a revision of the file that was copied. */
  public final void replay(Revision newest) throws IOException {
    Manifest followed = follow(state.manifest(), newest);
    StateAccount account = newAccount(state.withManifest(followed));
    Header draft = replayDocuments(committed.header(), newest, account);
    turns.end();
    draft = replayPurgeSeqno(draft, newest);
    VBucketState replayed = replayState(newest, account);
    draft = replayLocals(draft, newest, replayed);
    committed = target.commit(draft.withTimestampNanos(newest.header().header().timestampNanos()));
    state = replayed;
    caughtUpTo = newest;
  }

  /** Step 1. What the target holds of each collection is charged to what it is in the newer header. */
  protected Manifest follow(Manifest held, Revision newest) {
    return held.following(newest.state().manifest(), caughtUpTo.highSeqno());
  }

  /** What counts the documents of one replay. */
  protected StateAccount newAccount(VBucketState held) {
    return new StateAccount(held);
  }

  /** Step 2. */
  protected Header replayDocuments(Header draft, Revision newest, StateAccount account)
      throws IOException {
    Header saved = saveRange(
        draft,
        newest.file().couch(),
        newest.header().header(),
        caughtUpTo.highSeqno() + 1,
        account);
    return saved.withUpdateSeqno(newest.highSeqno());
  }

  /** Saves the entries of {@code source} from a seqno on, as {@code asOf} sees them. */
  protected final Header saveRange(
      Header draft, CouchFile source, Header asOf, long from, StateAccount account)
      throws IOException {
    List<DocumentChange> batch = new ArrayList<>();
    long batchBytes = 0;
    DocumentCursor cursor = source.bySeqno(asOf, from, asOf.updateSeqno());
    Header saved = draft;
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      if (batch.size() == saveMax || batchBytes >= SAVE_BYTES_MAX) {
        saved = saveBatch(saved, batch, account);
        batch = new ArrayList<>();
        batchBytes = 0;
        beginSave();
      }
      DocumentInfo info = next.get();
      batch.add(change(source, info));
      batchBytes += info.physicalSize();
    }
    return batch.isEmpty() ? saved : saveBatch(saved, batch, account);
  }

  private void beginSave() throws IOException {
    saveMax = (int) Math.min(turns.next(), documentsMax);
  }

  /** Saves what memory holds of a range. */
  protected Header saveBatch(Header draft, List<DocumentChange> batch, StateAccount account)
      throws IOException {
    return target.saveDocuments(draft, batch, account);
  }

  /** An entry of the source, to be saved as it is. */
  protected DocumentChange change(CouchFile source, DocumentInfo info) throws IOException {
    Optional<Bytes> body = info.hasBody() ? Optional.of(source.storedBody(info)) : Optional.empty();
    return new DocumentChange(
        info.id(),
        info.seqno(),
        info.revisionSeqno(),
        info.deleted(),
        info.contentMeta(),
        info.revisionMetadata(),
        body);
  }

  /** Step 3. */
  protected Header replayLocals(Header draft, Revision newest, VBucketState replayed)
      throws IOException {
    Map<Bytes, Bytes> held = locals(target, draft);
    Map<Bytes, Bytes> wanted = locals(newest.file().couch(), newest.header().header());
    wanted.keySet().removeIf(StateDocuments::isOwnId);
    StateDocuments.of(replayed, draft.updateSeqno(), draft.purgeSeqno())
        .forEach(local -> wanted.put(local.id(), local.value()));
    List<LocalChange> changes = new ArrayList<>();
    held.keySet().stream()
        .filter(id -> !wanted.containsKey(id))
        .forEach(id -> changes.add(new LocalChange(id, Optional.empty())));
    wanted.forEach((id, value) -> {
      if (!Objects.equals(value, held.get(id))) {
        changes.add(new LocalChange(id, Optional.of(value)));
      }
    });
    return changes.isEmpty() ? draft : target.saveLocals(draft, changes);
  }

  private static Map<Bytes, Bytes> locals(CouchFile couch, Header header) throws IOException {
    Map<Bytes, Bytes> locals = new TreeMap<>();
    LocalCursor cursor = couch.locals(header);
    for (Optional<LocalDocument> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      LocalDocument local = next.get();
      locals.put(local.id(), local.value());
    }
    return locals;
  }

  /** Step 4, the purge seqno. */
  protected Header replayPurgeSeqno(Header draft, Revision newest) {
    long purgeSeqno = Math.max(draft.purgeSeqno(), newest.header().header().purgeSeqno());
    return draft.withPurgeSeqno(purgeSeqno);
  }

  /** Step 4, the state. */
  protected VBucketState replayState(Revision newest, StateAccount account) {
    return account.toState(newest.state());
  }
}
