package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes a vbucket back to an older commit.
 *
 * <ol>
 *   <li>Under the write lock, rewind to the newest commit at or below the seqno asked for.
 *   <li>Commit that commit's trees anew, behind everything it undoes.
 *   <li>Publish the new header.
 *   <li>Ask a running compaction to give up. It has copied what was just undone. The header is
 *       published first: a compaction that pinned the old one had registered before, so it is asked.
 * </ol>
 *
 * <p>Where the file holds no such commit (a compaction left it out), the vbucket becomes empty.
 */
public class Rollback {
  private final VBucketInternals vbucket;

  public Rollback(VBucketInternals vbucket) {
    this.vbucket = vbucket;
  }

  /**
   * Takes the vbucket back to the newest commit with a high seqno at or below {@code seqno}.
   *
   * @throws IllegalArgumentException if the seqno is below 0
   * @throws CommitUncertainException if it may or may not survive; no more writes are taken
   * @throws IOException if it failed; the vbucket is as it was
   */
  public RollbackResult rollback(long seqno) throws IOException {
    checkSeqno(seqno);
    vbucket.writeLock().lock();
    try {
      vbucket.checkWritable();
      Revision base = vbucket.headerSwitch().current();
      if (base.highSeqno() <= seqno) {
        return new RollbackResult(base.highSeqno(), base.highSeqno());
      }
      Revision committed = commit(base, rewind(base, seqno));
      vbucket.headerSwitch().publish(committed);
      abortCompaction();
      return new RollbackResult(base.highSeqno(), committed.highSeqno());
    } catch (CommitUncertainException e) {
      vbucket.refuseWrites(e);
      throw e;
    } finally {
      vbucket.writeLock().unlock();
    }
  }

  /**
   * Checks what a vbucket is to be taken back to.
   *
   * @throws IllegalArgumentException if no commit can have that seqno
   */
  public static void checkSeqno(long seqno) {
    checkRange("seqno to go back to", seqno, 0, Long.MAX_VALUE);
  }

  /** Step 1. */
  protected Optional<CommittedHeader> rewind(Revision base, long seqno) throws IOException {
    CouchFile couch = base.file().couch();
    Optional<CommittedHeader> older = couch.previous(base.header());
    while (older.isPresent() && !isCommitUpTo(seqno, couch, older.get())) {
      older = couch.previous(older.get());
    }
    return older;
  }

  /** The empty header that the real store begins a file with is no commit: it has no state document. */
  private static boolean isCommitUpTo(long seqno, CouchFile couch, CommittedHeader header)
      throws IOException {
    return header.header().updateSeqno() <= seqno
        && couch.local(header.header(), VBucketState.LOCAL_ID).isPresent();
  }

  /** Step 2. */
  protected Revision commit(Revision base, Optional<CommittedHeader> rewound) throws IOException {
    CouchFile couch = base.file().couch();
    Header draft;
    VBucketState state;
    if (rewound.isPresent()) {
      draft = rewound.get().header();
      state = StateDocuments.read(couch, draft);
    } else {
      VBucketState undone = base.state();
      Manifest manifest = undone.manifest().isPresent() ? Manifest.INITIAL : Manifest.NONE;
      state = VBucketState.initial(undone.lifecycle(), manifest);
      draft = couch.saveLocals(
          Header.empty(base.header().header().version()),
          StateDocuments.changes(Manifest.NONE, state, 0, 0));
    }
    long now = vbucket.platform().clock().epochNanos();
    CommittedHeader committed = couch.commit(draft.withTimestampNanos(now));
    vbucket
        .platform()
        .reached(Milestones.ROLLBACK_COMMITTED, base.file().name().toString(), draft.updateSeqno());
    return new Revision(base.file(), committed, state);
  }

  /** Step 4. */
  protected void abortCompaction() {
    vbucket.abortCompaction();
  }
}
