package dev.lockstep.engine.opening;

import dev.lockstep.engine.collection.MalformedManifestException;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.NoHeaderException;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.MalformedStateException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * A vbucket that is there and could not be opened. Its files are as they were found, but for what a
 * warm-up removes of every vbucket; it can be deleted and created again.
 *
 * @param id the vbucket's number
 * @param files the names of all its files
 * @param cause what is wrong
 */
public record DamagedVBucket(int id, List<VBucketFileName> files, IOException cause) {
  public DamagedVBucket {
    files = List.copyOf(files);
  }

  /** The file that an opening tries first. */
  public String file() {
    return WarmUp.live(files).stream()
        .max(Comparator.comparingLong(VBucketFileName::revision))
        .map(VBucketFileName::toString)
        .orElse(id + ".couch");
  }

  /** What is wrong, in one line. */
  public String reason() {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** What somebody can do about it, in one line. */
  public String whatToDo() {
    if (!isContentDamaged()) {
      return "mend what the reason names and open again: the file itself may be whole";
    }
    return hasHeader()
        ? "restore " + file() + " from a copy and open again, or open with header search RECOVERY,"
            + " which may lose commits, or delete the vbucket and create it again"
        : "delete the vbucket and create it again, if there is no copy to restore";
  }

  /** Without one no header search finds any. */
  private boolean hasHeader() {
    return !(cause instanceof NoHeaderException) && !(cause instanceof NothingToChooseException);
  }

  private boolean isContentDamaged() {
    return cause instanceof CorruptFileException
        || cause instanceof NoHeaderException
        || cause instanceof NothingToChooseException
        || cause instanceof MalformedStateException
        || cause instanceof MalformedManifestException;
  }

  /** What an operation on it answers. */
  public VBucketDamagedException exception() {
    return new VBucketDamagedException(this);
  }

  @Override
  public String toString() {
    return "vbucket " + id + " cannot be opened: " + reason() + "; " + whatToDo();
  }
}
