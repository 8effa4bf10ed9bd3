package dev.lockstep.stress.benchmark;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.ForwardingPlatform;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The live platform, except that no file is synced: what the other stores are told to do as well. */
final class UnsyncedPlatform extends ForwardingPlatform {

  UnsyncedPlatform(Path directory) throws IOException {
    super(LivePlatform.open(directory));
  }

  @Override
  public StorageFiles files() {
    return new UnsyncedFiles(super.files());
  }
}
