package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * C22 (MB-12226, 2014). That an old file could not be removed because it was not there counted as a
 * failure like any other, and the removal was tried again, for ever.
 */
final class C22AbsentFileRemovedForEver extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected CouchFile openTarget(String name) throws IOException {
        StorageFiles files = vbucket.platform().files();
        boolean isRemoved = false;
        while (!isRemoved) {
          isRemoved = isRemoved(name, files);
        }
        return super.openTarget(name);
      }
    };
  }

  private static boolean isRemoved(String leftover, StorageFiles files) throws IOException {
    try {
      files.remove(leftover);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
