package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.opening.DeletionMark;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.RevisionFile;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;

/**
 * Deletes a vbucket. Waits for a running write, never for a reader or a compaction.
 *
 * <ol>
 *   <li>Under the write lock, mark the vbucket deleted: an empty file whose name says which revisions are
 *       dead. When that name is durable, so is the deletion.
 *   <li>End the header switch: from here on every operation finds no vbucket. Snapshots that are out stay
 *       good.
 *   <li>Ask a running compaction to give up. It cannot switch any more, so it finds out in any case; this
 *       spares it the rest of its copy.
 *   <li>Retire the file: its last reader removes it.
 * </ol>
 *
 * <p>The file itself is not renamed or removed first: readers hold it open, and not every system allows
 * that. If the first step fails the vbucket is as it was.
 */
public class Deletion {
  private final VBucketInternals vbucket;
  private final Platform platform;

  public Deletion(VBucketInternals vbucket) {
    this.vbucket = vbucket;
    this.platform = vbucket.platform();
  }

  /**
   * Deletes the vbucket.
   *
   * @return the highest revision that a file of it may have
   * @throws dev.lockstep.engine.revision.NoSuchVBucketException if it is deleted already
   * @throws IOException if it failed; the vbucket is as it was
   */
  public final long delete() throws IOException {
    VBucketFileName mark;
    RevisionFile file;
    vbucket.writeLock().lock();
    try {
      mark = vbucket.headerSwitch().current().file().name().deletionMark();
      mark(mark);
      platform.reached(Milestones.VBUCKET_MARKED, mark.toString(), mark.revision());
      file = vbucket.headerSwitch().delete().file();
      abortCompaction();
    } finally {
      vbucket.writeLock().unlock();
    }
    retire(file);
    platform.reached(Milestones.VBUCKET_DELETED, mark.toString(), mark.revision());
    return mark.revision();
  }

  /** Step 1. */
  protected void mark(VBucketFileName mark) throws IOException {
    StorageFiles files = platform.files();
    try {
      DeletionMark.set(mark, files);
    } catch (IOException e) {
      unmark(mark, files, e);
      throw e;
    }
  }

  /** A mark that may be on disk would take with it, at a crash, whatever is written from now on. */
  private void unmark(VBucketFileName mark, StorageFiles files, IOException failure) {
    try {
      DeletionMark.takeBack(mark, files);
    } catch (IOException e) {
      failure.addSuppressed(e);
      vbucket.refuseWrites(failure);
    }
  }

  /** Step 3. */
  protected void abortCompaction() {
    vbucket.abortCompaction();
  }

  /** Step 4. */
  protected void retire(RevisionFile file) {
    vbucket.headerSwitch().retire(file);
  }
}
