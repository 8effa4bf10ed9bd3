package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits one write batch.
 *
 * <ol>
 *   <li>Under the write lock, take the current revision: nobody can switch it now.
 *   <li>Give each document, and each collection created or dropped, the next seqno, in the batch's
 *       order, or the one it came with.
 *   <li>Save the documents; count what each write adds and takes away.
 *   <li>Save the local documents, the state document, and those of the collections.
 *   <li>Commit: from here on the batch survives a crash.
 *   <li>Publish the header: from here on readers see the batch.
 * </ol>
 *
 * <p>If any step up to the commit fails, readers and disk are as if the flush had not been called:
 * drafts are values, and the file drops what a failed commit wrote. The seqnos are given out again.
 * Where it is not known whether the commit survives, readers do not see it, and nothing is written
 * until an opening has looked.
 */
public class Flusher {
  private final VBucketInternals vbucket;

  public Flusher(VBucketInternals vbucket) {
    this.vbucket = vbucket;
  }

  /**
   * Commits the batch. An empty batch commits nothing.
   *
   * @throws NotPreparedException if it commits or aborts what is not prepared
   * @throws SeqnoTakenException if a write came with a seqno that is not above those before it
   * @throws WrongCollectionException if it writes to, creates or drops a collection that it cannot
   * @throws CommitUncertainException if it may or may not survive; no more writes are taken
   * @throws IOException if it could not be committed
   */
  public FlushResult flush(WriteBatch batch) throws IOException {
    vbucket.writeLock().lock();
    try {
      vbucket.checkWritable();
      Revision base = currentRevision();
      if (batch.isEmpty()) {
        return new FlushResult(base.highSeqno() + 1, base.highSeqno());
      }
      return commitBatch(base, batch);
    } catch (CommitUncertainException e) {
      vbucket.refuseWrites(e);
      throw e;
    } finally {
      vbucket.writeLock().unlock();
    }
  }

  private FlushResult commitBatch(Revision base, WriteBatch batch) throws IOException {
    vbucket
        .platform()
        .reached(Milestones.FLUSH_BEGIN, base.file().name().toString(), base.highSeqno());
    boolean isCommitted = false;
    try {
      StateAccount account = newAccount(stateBefore(base));
      List<DocumentChange> changes = assignSeqnos(base, batch, account);
      Header saved = saveDocuments(base, changes, account);
      VBucketState state = state(stateBefore(base), batch, account);
      Header draft = saveLocals(base, saved, batch, state);
      Revision committed = commit(base, draft, state);
      isCommitted = true;
      publish(committed);
      return new FlushResult(base.highSeqno() + 1, committed.highSeqno());
    } finally {
      if (!isCommitted) {
        couch(base).abandon();
      }
    }
  }

  /** Step 1. */
  protected Revision currentRevision() throws IOException {
    return vbucket.headerSwitch().current();
  }

  /** The state document that the batch changes: that of the revision it is committed upon. */
  protected VBucketState stateBefore(Revision base) {
    return base.state();
  }

  /** What counts the documents of one batch. */
  protected StateAccount newAccount(VBucketState held) {
    return new StateAccount(held);
  }

  /** Step 2. */
  private List<DocumentChange> assignSeqnos(Revision base, WriteBatch batch, StateAccount account)
      throws IOException {
    ChangeWriter writer = new ChangeWriter(vbucket, base, account);
    List<DocumentChange> changes = new ArrayList<>(batch.writes().size());
    for (WriteBatch.Write write : batch.writes()) {
      changes.add(writer.change(write));
    }
    return changes;
  }

  /** Step 3. */
  protected Header saveDocuments(Revision base, List<DocumentChange> changes, StateAccount account)
      throws IOException {
    Header header = base.header().header();
    return changes.isEmpty() ? header : couch(base).saveDocuments(header, changes, account);
  }

  private static VBucketState state(VBucketState before, WriteBatch batch, StateAccount account) {
    VBucketState counted = account.toState(before);
    return batch.lifecycle().map(counted::withLifecycle).orElse(counted);
  }

  /** Step 4. */
  protected Header saveLocals(Revision base, Header saved, WriteBatch batch, VBucketState state)
      throws IOException {
    List<LocalChange> locals = new ArrayList<>();
    batch.locals().forEach((id, value) -> locals.add(new LocalChange(id, value)));
    locals.addAll(StateDocuments.changes(
        base.state().manifest(), state, saved.updateSeqno(), saved.purgeSeqno()));
    return couch(base).saveLocals(saved, locals);
  }

  /** Step 5. */
  protected Revision commit(Revision base, Header draft, VBucketState state) throws IOException {
    long now = vbucket.platform().clock().epochNanos();
    CommittedHeader committed = couch(base).commit(draft.withTimestampNanos(now));
    vbucket
        .platform()
        .reached(
            Milestones.FLUSH_COMMITTED,
            base.file().name().toString(),
            committed.header().updateSeqno());
    return new Revision(base.file(), committed, state);
  }

  /** Step 6. */
  protected void publish(Revision committed) throws IOException {
    vbucket.headerSwitch().publish(committed);
  }

  private static CouchFile couch(Revision revision) {
    return revision.file().couch();
  }
}
