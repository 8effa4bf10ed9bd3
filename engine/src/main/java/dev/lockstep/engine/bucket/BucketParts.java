package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.schedule.CompactionScheduler;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * The parts a bucket is made of, those of its vbuckets among them. An embedder may replace one by a
 * subclass that overrides one of its phases.
 */
public class BucketParts extends VBucketParts {
  private static final BucketParts STANDARD = new BucketParts();

  protected BucketParts() {}

  /** The parts as they ship. */
  public static BucketParts standard() {
    return STANDARD;
  }

  /** Of a bucket whose vbuckets are made of {@code parts}. */
  static BucketParts of(VBucketParts parts) {
    return parts instanceof BucketParts own ? own : STANDARD;
  }

  /**
   * The queue of one attachment of a vbucket.
   *
   * @param highSeqno of the vbucket on disk
   * @param lastCas the highest CAS that was given out
   */
  public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
    return new WriteQueue(highSeqno, lastCas);
  }

  /** What decides whether a document that has expired is deleted. */
  public ExpiryGuard expiryGuard() {
    return new ExpiryGuard();
  }

  /** What runs the compactions that are asked for. */
  public CompactionScheduler newScheduler(
      Platform platform, CompactionScheduler.Compactions compactions) {
    return new CompactionScheduler(platform, compactions);
  }
}
