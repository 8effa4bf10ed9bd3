package dev.lockstep.stress.exhausted;

import dev.lockstep.engine.platform.ForwardingPlatform;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles;

/** A live platform whose files share a quota. */
final class QuotaPlatform extends ForwardingPlatform {
  private final StorageFiles files;

  QuotaPlatform(Platform live, long bytesMax) {
    super(live);
    files = new QuotaFiles(live.files(), bytesMax);
  }

  @Override
  public StorageFiles files() {
    return files;
  }
}
