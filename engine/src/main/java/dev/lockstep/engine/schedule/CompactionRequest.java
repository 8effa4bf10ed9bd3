package dev.lockstep.engine.schedule;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One compaction to be run, for all who wait for it. Guarded by the scheduler's mutex.
 *
 * <p>It is answered once, with a result or a failure, and everyone who waits reads the same answer.
 */
final class CompactionRequest {
  private final int vbucket;
  private CompactionOptions options;
  private int waiters = 1;
  private CompactionScheduler.@Nullable Compaction compaction;
  private @Nullable CompactionResult result;
  private @Nullable IOException failure;

  CompactionRequest(int vbucket, CompactionOptions options) {
    this.vbucket = vbucket;
    this.options = options;
  }

  int vbucket() {
    return vbucket;
  }

  CompactionOptions options() {
    return options;
  }

  /** Takes one more asker in, if one compaction can do for all. Returns whether it can. */
  boolean merge(int otherVBucket, CompactionOptions other) {
    if (vbucket != otherVBucket || !MergedOptions.canMerge(options, other)) {
      return false;
    }
    options = MergedOptions.merge(options, other);
    waiters++;
    return true;
  }

  /** A compaction was made ready for it, with the options as they are now. */
  void begin(CompactionScheduler.Compaction prepared) {
    Invariant.check(compaction == null, "a compaction is begun twice");
    compaction = prepared;
  }

  CompactionScheduler.Compaction compaction() {
    return Objects.requireNonNull(compaction, "nothing is begun yet");
  }

  /** One asker wants it no more. Returns whether nobody does. */
  boolean leave() {
    waiters--;
    return waiters == 0;
  }

  boolean isAnswered() {
    return result != null || failure != null;
  }

  void answer(CompactionResult answer) {
    checkOpen();
    result = answer;
  }

  /** A vbucket that went away before or during its compaction calls it off. */
  void fail(IOException answer) {
    checkOpen();
    failure = answer instanceof VBucketClosedException gone
        ? new CompactionCancelledException(vbucket, gone)
        : answer;
  }

  private void checkOpen() {
    Invariant.check(!isAnswered(), "a compaction is answered twice");
  }

  CompactionResult result() throws IOException {
    if (failure instanceof CompactionCancelledException cancelled) {
      throw new CompactionCancelledException(cancelled);
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return Objects.requireNonNull(result, "nothing is answered yet");
  }
}
