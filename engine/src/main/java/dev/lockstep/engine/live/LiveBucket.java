package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bucket in a directory of the operating system. */
public final class LiveBucket {

  private LiveBucket() {}

  /** Opens the bucket in a directory, creating both where they are not there. */
  public static Bucket open(Path directory, BucketOptions options) throws IOException {
    Files.createDirectories(directory);
    return Bucket.open(LivePlatform.open(directory), options);
  }
}
