package dev.lockstep.engine.bucket;

import dev.lockstep.engine.vbucket.FlushResult;
import java.io.IOException;

/**
 * Hears of flushes, on the flusher's own task and without a lock: it must not wait for the bucket. An exception
 * that it throws goes to the log, and the flusher goes on.
 */
public interface FlushListener {

  /** Hears nothing. */
  FlushListener NONE = new FlushListener() {};

  /**
   * Writes were committed. Each write is told once, however often its flush was attempted.
   *
   * @param writes how many
   * @param nanos how long the commit took
   */
  default void flushed(int vbucket, FlushResult result, int writes, long nanos) {}

  /**
   * A flush failed. Nothing of it is visible; what it would have written is queued again, or, where it is
   * not known yet whether it survives, waits until that is, or, where nothing can be written any more, is
   * refused.
   *
   * @param attempts how many have failed in a row
   */
  default void flushFailed(int vbucket, IOException cause, int attempts) {}
}
