package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.opening.DeletionMark;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.RevisionFile;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;

/**
 * Finds out what is on disk after a write whose fate is unknown, so that the vbucket takes writes again
 * without being closed.
 *
 * <ol>
 *   <li>Under the write lock, take the names back that may or may not be in the directory: the mark of a
 *       deletion that failed, and the next revision of a compaction that did.
 *   <li>Open the file anew and find its newest header, as a warm-up does. The handle that failed proves
 *       nothing: what it was told is written may be in memory alone.
 *   <li>Make that header durable, by writing it: a second sync after one that failed would do nothing.
 *   <li>Publish it. Readers now see the commit that was in doubt, or it never was. Those who hold what was
 *       published before go on by the old handle.
 *   <li>Take writes again.
 *   <li>Ask a running compaction to give up: it copies by the old handle. As in a {@link Rollback} the
 *       change is published first.
 * </ol>
 *
 * <p>If a step up to the third fails, no writes are taken still, and readers see what they saw.
 */
public class Reopening {
  private final VBucketInternals vbucket;
  private final Platform platform;

  public Reopening(VBucketInternals vbucket) {
    this.vbucket = vbucket;
    this.platform = vbucket.platform();
  }

  /**
   * Reopens the vbucket if writes are refused; else does nothing.
   *
   * @throws dev.lockstep.engine.revision.VBucketClosedException if it is closed, or deleted
   * @throws IOException if what is on disk is still not known
   */
  public final ReopenResult reopen() throws IOException {
    vbucket.writeLock().lock();
    try {
      Revision published = vbucket.headerSwitch().current();
      if (!vbucket.refusesWrites()) {
        return result(ReopenResult.Fate.NONE_IN_DOUBT, published, published);
      }
      takeBackNames(published.file().name());
      Revision found = find(published);
      vbucket.headerSwitch().reopen(found);
      vbucket.takeWrites();
      vbucket.abortCompaction();
      boolean isNewer = found.header().position() > published.header().position();
      return result(
          isNewer ? ReopenResult.Fate.COMMITTED : ReopenResult.Fate.LOST, published, found);
    } finally {
      vbucket.writeLock().unlock();
    }
  }

  private static ReopenResult result(ReopenResult.Fate fate, Revision published, Revision found) {
    return new ReopenResult(fate, published.highSeqno(), found.highSeqno());
  }

  /** Step 1. */
  private void takeBackNames(VBucketFileName current) throws IOException {
    StorageFiles files = platform.files();
    files.removeIfPresent(current.next().toString());
    DeletionMark.takeBack(current.deletionMark(), files);
  }

  /** Steps 2 and 3. */
  private Revision find(Revision published) throws IOException {
    VBucketFileName name = published.file().name();
    CouchFile couch = CouchFile.open(
        platform.files(),
        name.toString(),
        OpenMode.WRITE,
        HeaderSearch.STRICT,
        vbucket.options().couch());
    boolean isFound = false;
    try {
      if (couch.lastHeader().position() < published.header().position()) {
        throw new CorruptFileException(
            name.toString(),
            published.header().position(),
            "the header of the newest commit",
            "none after the one at " + couch.lastHeader().position());
      }
      VBucketState state = StateDocuments.read(couch, couch.lastHeader().header());
      makeDurable(couch);
      isFound = true;
      return new Revision(new RevisionFile(platform, name, couch), couch.lastHeader(), state);
    } finally {
      if (!isFound) {
        couch.close();
      }
    }
  }

  /** Step 3. */
  protected void makeDurable(CouchFile found) throws IOException {
    found.confirm();
  }
}
