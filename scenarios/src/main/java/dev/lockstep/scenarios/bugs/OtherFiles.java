package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.ForwardingFiles;
import dev.lockstep.engine.platform.ForwardingPlatform;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * A vbucket that makes faulty calls on the files it has opened: for bugs of the layer beneath the
 * phases that can be overridden.
 */
final class OtherFiles extends VBucketParts {
  private final UnaryOperator<StorageFile> faulty;

  OtherFiles(UnaryOperator<StorageFile> faulty) {
    this.faulty = faulty;
  }

  @Override
  public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
    return new WarmUp(new OtherPlatform(platform), vbucket, options);
  }

  private final class OtherPlatform extends ForwardingPlatform {

    OtherPlatform(Platform platform) {
      super(platform);
    }

    @Override
    public StorageFiles files() {
      return new Directory(super.files());
    }
  }

  private final class Directory extends ForwardingFiles {

    Directory(StorageFiles files) {
      super(files);
    }

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
      return faulty.apply(super.open(name, mode));
    }
  }
}
