package dev.lockstep.stress.benchmark;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.ForwardingFiles;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;

/** Files that are never synced. */
final class UnsyncedFiles extends ForwardingFiles {

  UnsyncedFiles(StorageFiles files) {
    super(files);
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    return new UnsyncedFile(super.open(name, mode));
  }

  @Override
  public void syncDirectory() {}

  private static final class UnsyncedFile extends ForwardingFile {

    UnsyncedFile(StorageFile file) {
      super(file);
    }

    @Override
    public void sync() {}
  }
}
