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
   * statistics are a JMX bean, {@code dev.lockstep:type=Bucket,directory="..."}.
   */
  public static Bucket open(Path directory, BucketOptions options) throws IOException {
    Files.createDirectories(directory);
    LiveInstruments instruments = new LiveInstruments(directory);
    LivePlatform platform = LivePlatform.open(directory, instruments);
    return Bucket.open(platform, options, VBucketParts.standard(), instruments);
  }
}
