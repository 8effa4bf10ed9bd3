package dev.lockstep.engine.schedule;

import dev.lockstep.engine.vbucket.CompactionResult;
import org.jspecify.annotations.Nullable;

/**
 * What came of the compactions of a vbucket number since the bucket was opened.
 *
 * @param completed after which the vbucket lives in a new file
 * @param aborted that were asked to give up and did
 * @param failed by an error
 */
public record CompactionCounts(long completed, long aborted, long failed) {
  /** Of a vbucket that was never compacted. */
  public static final CompactionCounts NONE = new CompactionCounts(0, 0, 0);

  /** One more; null: it failed. */
  CompactionCounts plus(@Nullable CompactionResult result) {
    if (result == null) {
      return new CompactionCounts(completed, aborted, failed + 1);
    }
    return switch (result.status()) {
      case SWITCHED -> new CompactionCounts(completed + 1, aborted, failed);
      case ABORTED -> new CompactionCounts(completed, aborted + 1, failed);
    };
  }

  /** The sum of both. */
  public CompactionCounts plus(CompactionCounts other) {
    return new CompactionCounts(
        completed + other.completed, aborted + other.aborted, failed + other.failed);
  }
}
