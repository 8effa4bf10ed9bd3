package dev.lockstep.engine.revision;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * One revision's open file and the count of those who hold it.
 *
 * <p>The count starts at 1, the header switch's own hold. A reader adds one ({@link #tryPin}) and
 * takes it back ({@link #unpin}); {@link #retire} and {@link #release} take back the switch's. Whoever
 * brings the count to 0 closes the file, once, and removes it if it was retired. A count of 0 never
 * rises again, so nobody can pin a closed file.
 */
public final class RevisionFile {
  private static final System.Logger LOG = System.getLogger(RevisionFile.class.getName());

  private final Platform platform;
  private final VBucketFileName name;
  private final CouchFile couch;
  private final LongCell holds;

  /** Written before the switch's hold is given back, read by whoever brings the count to 0. */
  private boolean retired;

  public RevisionFile(Platform platform, VBucketFileName name, CouchFile couch) {
    this.platform = platform;
    this.name = name;
    this.couch = couch;
    this.holds = platform.newLongCell("holds of " + name, 1);
  }

  public VBucketFileName name() {
    return name;
  }

  public CouchFile couch() {
    return couch;
  }

  /** Holds the file. Returns false where it is closed already. */
  boolean tryPin() {
    for (long seen = holds.get(); seen > 0; seen = holds.get()) {
      if (holds.compareAndSet(seen, seen + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Gives back what {@link #tryPin} held. */
  void unpin() {
    giveBack();
  }

  /** Gives back the switch's hold; the last one to hold the file closes and removes it. */
  void retire() {
    retired = true;
    giveBack();
  }

  /** Gives back the switch's hold; the last one to hold the file closes it. The file stays. */
  void release() {
    giveBack();
  }

  private void giveBack() {
    long left = holds.addAndGet(-1);
    Invariant.check(
        left >= 0,
        "file released more often than held: %d holds after it, retired %d",
        left,
        retired ? 1 : 0);
    if (left == 0) {
      close();
      if (retired) {
        remove();
      }
    }
  }

  /**
   * A failure to close or to remove harms no reader and loses nothing: the revision is no longer the
   * newest, and the next warm-up removes what is left of it.
   */
  private void close() {
    try {
      couch.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot close " + name, e);
    }
  }

  private void remove() {
    try {
      platform.files().remove(name.toString());
      platform.reached(Milestones.FILE_REMOVED, name.toString(), name.revision());
    } catch (FileNotFoundException e) {
      LOG.log(Level.DEBUG, "already gone: " + name, e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot remove " + name + "; the next warm-up will", e);
    }
  }
}
