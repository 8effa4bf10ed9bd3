package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.ForwardingFiles;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.List;

/**
 * B51 (kv_engine 17ab02a1e, 8b010a5fb; MB-62939; 2020 to 2024). What a compaction left unfinished was
 * neither removed at start-up nor emptied by the next run, which wrote over it from its beginning: a
 * shorter file then ended in the old one's last header.
 */
final class B51LeftoverReused extends VBucketParts {

  @Override
  public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
    return new WarmUp(platform, vbucket, options) {
      @Override
      protected void removeUnfinished(List<VBucketFileName> found) {}
    };
  }

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected CouchFile openTarget(String name) throws IOException {
        StorageFiles files = new ReusingFiles(vbucket.platform().files());
        return CouchFile.create(files, name, vbucket.options().couch(), InitialHeader.NONE);
      }
    };
  }

  /** Opens with create, but neither exclusively nor emptying what is there. */
  private static final class ReusingFiles extends ForwardingFiles {

    ReusingFiles(StorageFiles files) {
      super(files);
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
      boolean reuses = mode == OpenMode.CREATE_NEW && list().contains(name);
      return super.open(name, reuses ? OpenMode.WRITE : mode);
    }
  }
}
