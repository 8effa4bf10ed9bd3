package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.opening.Creation;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;

/**
 * The parts a vbucket is made of. An embedder may replace one by a subclass that overrides one of its
 * phases.
 */
public class VBucketParts {
  private static final VBucketParts STANDARD = new VBucketParts();

  protected VBucketParts() {}

  /** The parts as they ship. */
  public static VBucketParts standard() {
    return STANDARD;
  }

  /**
   * The parts of one store, asked for when the store is opened. Parts that keep something for as long as
   * a store is open return new ones.
   */
  public VBucketParts forStore(Platform platform) {
    return this;
  }

  public Creation newCreation(Platform platform, int vbucket, VBucketOptions options) {
    return new Creation(platform, vbucket, options);
  }

  public Deletion newDeletion(VBucketInternals vbucket) {
    return new Deletion(vbucket);
  }

  public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
    return new WarmUp(platform, vbucket, options);
  }

  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket);
  }

  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options);
  }

  public Rollback newRollback(VBucketInternals vbucket) {
    return new Rollback(vbucket);
  }

  public Reopening newReopening(VBucketInternals vbucket) {
    return new Reopening(vbucket);
  }

  /** Holds the current revision for a reader. */
  public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
    return Snapshot.of(vbucket.headerSwitch().pin());
  }
}
