package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.ForwardingFile;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;

/**
 * B47 (MB-20697, MB-38845, MB-64317; 2016 to 2024). An error in the middle of a commit was ignored and
 * the commit reported as done. Of the steps that may fail, this is the sync.
 */
final class B47FailedSyncIsSuccess extends ForwardingFile {
  B47FailedSyncIsSuccess(StorageFile file) {
    super(file);
  }

  @Override
  public void sync() {
    try {
      super.sync();
    } catch (IOException ignored) {
      // This is the bug: nobody looks at what came back.
    }
  }
}
