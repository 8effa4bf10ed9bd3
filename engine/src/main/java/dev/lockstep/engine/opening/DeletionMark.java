package dev.lockstep.engine.opening;

import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;

/** The mark of a deletion: an empty file whose name says which revisions are dead. */
public final class DeletionMark {
  private DeletionMark() {}

  /** Makes the mark durable, and the deletion with it. */
  public static void set(VBucketFileName mark, StorageFiles files) throws IOException {
    try {
      files.open(mark.toString(), OpenMode.CREATE_NEW).close();
    } catch (FileExistsException e) {
      // An earlier deletion failed and could not take its mark back: it is as good as a new one.
    }
    files.syncDirectory();
  }

  /** Takes a mark back that may or may not be there. When it returns, no crash brings it back. */
  public static void takeBack(VBucketFileName mark, StorageFiles files) throws IOException {
    files.removeIfPresent(mark.toString());
    files.syncDirectory();
  }
}
