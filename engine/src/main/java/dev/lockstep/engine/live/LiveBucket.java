package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bucket in a directory of the operating system. */
public final class LiveBucket {

  private LiveBucket() {}

  /**
   * Opens the bucket in a directory, creating both where they are not there. While it is open, its
   * statistics are a JMX bean, {@code dev.lockstep:type=Bucket,directory="..."}, and nobody else can open it.
   *
   * @throws DirectoryInUseException if somebody has
   * @throws IOException if the directory cannot be read or written; a file that cannot is a damaged vbucket
   */
  public static Bucket open(Path directory, BucketOptions options) throws IOException {
    Files.createDirectories(directory);
    DirectoryLock lock = DirectoryLock.take(directory);
    boolean isOpened = false;
    try {
      LiveInstruments instruments = new LiveInstruments(directory, lock);
      LivePlatform platform = LivePlatform.open(directory, instruments);
      Bucket bucket = Bucket.open(platform, options, VBucketParts.standard(), instruments);
      isOpened = true;
      return bucket;
    } finally {
      if (!isOpened) {
        lock.close();
      }
    }
  }
}
