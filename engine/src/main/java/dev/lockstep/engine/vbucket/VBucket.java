package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.revision.VBucketStatistics;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One vbucket: documents in seqno order in one couch file at a time, with flusher and compactor in
 * parallel. Any task may call any method.
 *
 * <pre>
 * flush, rollback, reopen,
 * delete, close                    one after the other, under the write lock
 * compact                          beside them; takes the write lock only for its final catch-up and switch
 * get, snapshot                    beside everything; wait for nobody
 * </pre>
 */
public final class VBucket implements Closeable {
  private final VBucketParts parts;
  private final VBucketInternals internals;
  private final Flusher flusher;
  private final WarmUpReport warmUp;
  private final long generation;

  private VBucket(
      VBucketParts parts, VBucketInternals internals, Revision first, WarmUpReport warmUp) {
    this.parts = parts;
    this.internals = internals;
    this.flusher = parts.newFlusher(internals);
    this.warmUp = warmUp;
    this.generation = first.number();
  }

  /** Opens vbucket number {@code id} of the platform's directory, creating it if it is not there. */
  public static VBucket open(Platform platform, int id, VBucketOptions options) throws IOException {
    return open(platform, id, options, VBucketParts.standard());
  }

  /** Opens a vbucket made of other parts. */
  public static VBucket open(Platform platform, int id, VBucketOptions options, VBucketParts parts)
      throws IOException {
    WarmUp warmUp = parts.newWarmUp(platform, id, options);
    return opened(platform, id, options, parts, warmUp, warmUp.open());
  }

  /**
   * Opens a vbucket whose files are known.
   *
   * @param found the names of all files of the vbucket
   */
  public static VBucket open(
      Platform platform,
      int id,
      VBucketOptions options,
      VBucketParts parts,
      List<VBucketFileName> found)
      throws IOException {
    WarmUp warmUp = parts.newWarmUp(platform, id, options);
    return opened(platform, id, options, parts, warmUp, warmUp.open(found));
  }

  private static VBucket opened(
      Platform platform,
      int id,
      VBucketOptions options,
      VBucketParts parts,
      WarmUp warmUp,
      Revision first) {
    VBucketInternals internals = new VBucketInternals(platform, id, options, first);
    return new VBucket(parts, internals, first, warmUp.report(first));
  }

  /**
   * Creates a vbucket that does not exist.
   *
   * @param used the highest revision that an earlier generation of it may have used, 0 if there was none
   */
  public static VBucket create(
      Platform platform, int id, VBucketOptions options, VBucketParts parts, long used)
      throws IOException {
    Revision first = parts.newCreation(platform, id, options).create(used);
    WarmUpReport report =
        new WarmUpReport(List.of(), first.file().name().toString(), true, List.of(), List.of());
    return new VBucket(parts, new VBucketInternals(platform, id, options, first), first, report);
  }

  /**
   * Tells the lives of one vbucket number apart: the revision it was opened or created with. A later
   * generation has a higher one, in this process and after a restart.
   */
  public long generation() {
    return generation;
  }

  /** What the opening found and did. */
  public WarmUpReport warmUpReport() {
    return warmUp;
  }

  /** Commits a batch; when it returns, the batch is durable and visible. */
  public FlushResult flush(WriteBatch batch) throws IOException {
    return flusher.flush(batch);
  }

  /** Reads a live document of the newest commit. */
  public Optional<Document> get(Bytes id) throws IOException {
    try (Snapshot snapshot = snapshot()) {
      return snapshot.get(id);
    }
  }

  /** Holds the newest commit for reading. The caller closes it. */
  public Snapshot snapshot() throws IOException {
    return parts.openSnapshot(internals);
  }

  /** Compacts, beside everything else; at most one compaction of a vbucket runs at a time. */
  public CompactionResult compact(CompactionOptions options) throws IOException {
    return newCompactor(options).compact();
  }

  /** Makes ready one compaction, which can be asked to give up before it has begun. */
  public Compactor newCompactor(CompactionOptions options) {
    return parts.newCompactor(internals, options);
  }

  /** Asks a running compaction to give up; returns at once. */
  public void abortCompaction() {
    internals.abortCompaction();
  }

  /** Takes the vbucket back to the newest commit at or below a seqno; aborts a running compaction. */
  public RollbackResult rollback(long seqno) throws IOException {
    return parts.newRollback(internals).rollback(seqno);
  }

  /**
   * After {@link dev.lockstep.engine.file.CommitUncertainException} or {@link WritesRefusedException}:
   * looks at what is on disk, publishes it and takes writes again. Aborts a running compaction.
   *
   * @throws IOException if what is on disk is still not known; no writes are taken
   */
  public ReopenResult reopen() throws IOException {
    return parts.newReopening(internals).reopen();
  }

  /**
   * Deletes the vbucket: from then on every operation answers {@link dev.lockstep.engine.revision.NoSuchVBucketException}. Aborts a
   * running compaction and does not wait for it. Snapshots that are out stay good until they are closed;
   * the last one removes the file. Whoever keeps vbuckets by number deletes through that.
   *
   * @return the highest revision that a file of this generation may have
   * @throws dev.lockstep.engine.revision.NoSuchVBucketException if it is deleted already
   * @throws IOException if it failed; the vbucket is as it was
   */
  public long delete() throws IOException {
    return parts.newDeletion(internals).delete();
  }

  /** Whether a compaction runs; of a deleted vbucket, whether one may still be removing its files. */
  public boolean isCompacting() {
    return internals.isCompacting();
  }

  /** What the newest commit counts. */
  public VBucketStatistics statistics() throws IOException {
    HeaderSwitch.Pin pin = internals.headerSwitch().pin();
    try {
      return VBucketStatistics.of(pin.revision());
    } finally {
      pin.release();
    }
  }

  /**
   * What is current now, not held: for its numbers.
   *
   * @throws dev.lockstep.engine.revision.VBucketClosedException if the vbucket is closed, or deleted
   */
  public Revision current() throws IOException {
    return internals.headerSwitch().current();
  }

  /** The file that is current now. */
  public VBucketFileName currentFile() throws IOException {
    return internals.headerSwitch().current().file().name();
  }

  /**
   * Waits for a running write, asks a running compaction to give up and waits until it has, and
   * closes. From then on nothing of this vbucket creates, renames or writes a file, so it may be
   * opened again. Snapshots that are out stay good until they are closed.
   */
  @Override
  public void close() {
    internals.writeLock().lock();
    try {
      internals.headerSwitch().close();
      internals.abortCompaction();
    } finally {
      internals.writeLock().unlock();
    }
    internals.awaitEndOfCompaction();
  }
}
