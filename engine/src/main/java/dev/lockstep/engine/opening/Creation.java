package dev.lockstep.engine.opening;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.RevisionFile;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;

/**
 * Creates a vbucket.
 *
 * <ol>
 *   <li>Write its first file under an unfinished name, which every warm-up removes, and commit the state
 *       document.
 *   <li>Rename it to its revision, which no file of the vbucket ever had.
 *   <li>Make the name durable: from here on the vbucket survives a crash.
 *   <li>Remove the mark of the deletion before, if there was one: the revision is higher, which says the
 *       same.
 * </ol>
 *
 * <p>A failure before the last step leaves no vbucket. One task at a time creates a vbucket.
 */
public class Creation {
  private static final System.Logger LOG = System.getLogger(Creation.class.getName());

  private final StorageFiles files;
  private final Platform platform;
  private final int vbucket;
  private final VBucketOptions options;

  public Creation(Platform platform, int vbucket, VBucketOptions options) {
    this.platform = platform;
    this.files = platform.files();
    this.vbucket = vbucket;
    this.options = options;
  }

  /**
   * Creates the vbucket.
   *
   * @param used the highest revision that an earlier generation may have used, 0 if there was none
   */
  public final Revision create(long used) throws IOException {
    VBucketFileName name = VBucketFileName.data(vbucket, firstRevision(used));
    VBucketState state =
        VBucketState.initial(options.createdAs(), options.keys().firstManifest());
    CouchFile couch = null;
    try {
      CommittedHeader committed = writeUnfinished(unfinishedName(name).toString(), state);
      rename(unfinishedName(name), name);
      makeDurable();
      couch = open(name);
      removeMark(used);
      platform.reached(Milestones.VBUCKET_CREATED, name.toString(), name.revision());
      return new Revision(new RevisionFile(platform, name, couch), committed, state);
    } catch (IOException | RuntimeException | Error e) {
      if (couch != null) {
        WarmUp.closeAfter(e, couch);
      }
      discard(name, e);
      throw e;
    }
  }

  /** Revisions go on counting: what an earlier generation still removes has a lower one. */
  protected long firstRevision(long used) {
    return used + 1;
  }

  /** What the file is called before its first commit; a part of step 1. */
  protected VBucketFileName unfinishedName(VBucketFileName name) {
    return VBucketFileName.data(vbucket, 0).compact();
  }

  /** Step 1. What a creation could not remove when it failed goes first. */
  private CommittedHeader writeUnfinished(String unfinished, VBucketState state)
      throws IOException {
    files.removeIfPresent(unfinished);
    try (CouchFile couch =
        CouchFile.create(files, unfinished, options.couch(), InitialHeader.NONE)) {
      Header empty = Header.empty(options.couch().version());
      Header draft = couch.saveLocals(empty, StateDocuments.changes(Manifest.NONE, state, 0, 0));
      return couch.commit(draft.withTimestampNanos(platform.clock().epochNanos()));
    }
  }

  /** Step 2. */
  protected void rename(VBucketFileName unfinished, VBucketFileName name) throws IOException {
    files.rename(unfinished.toString(), name.toString());
  }

  /** Step 3. */
  protected void makeDurable() throws IOException {
    files.syncDirectory();
  }

  /** Opened by its new name: a file that is open may not be renamed everywhere. */
  private CouchFile open(VBucketFileName name) throws IOException {
    return CouchFile.open(
        files, name.toString(), OpenMode.WRITE, HeaderSearch.STRICT, options.couch());
  }

  /** Step 4. A mark that stays is below the new revision and says nothing more. */
  protected void removeMark(long used) {
    if (used == 0) {
      return;
    }
    String mark = VBucketFileName.markUpTo(vbucket, used).toString();
    try {
      files.removeIfPresent(mark);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove " + mark + "; the next warm-up will", e);
    }
  }

  /** A name that stays is below the next creation's revision, and the next warm-up finds the vbucket. */
  private void discard(VBucketFileName name, Throwable failure) {
    try {
      files.removeIfPresent(unfinishedName(name).toString());
      files.removeIfPresent(name.toString());
      files.syncDirectory();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
