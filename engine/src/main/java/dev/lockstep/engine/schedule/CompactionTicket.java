package dev.lockstep.engine.schedule;

import dev.lockstep.engine.vbucket.CompactionResult;
import java.io.IOException;

/** One asker's hold on a compaction. Belongs to one task. */
public final class CompactionTicket {
  private final CompactionScheduler scheduler;
  private final CompactionRequest request;
  private boolean cancelled;

  CompactionTicket(CompactionScheduler scheduler, CompactionRequest request) {
    this.scheduler = scheduler;
    this.request = request;
  }

  /**
   * Waits until the compaction has ended.
   *
   * @throws CompactionCancelledException if this asker has called it off, or its vbucket or store went
   *     away first
   * @throws IOException if it failed
   */
  public CompactionResult await() throws IOException {
    if (cancelled) {
      throw new CompactionCancelledException(request.vbucket(), "its asker wants it no more");
    }
    return scheduler.await(request);
  }

  /** Whether it has ended; {@link #await} does not wait then. */
  public boolean isDone() {
    return cancelled || scheduler.isAnswered(request);
  }

  /**
   * Wants it no more. When nobody does, it does not start, or is asked to give up if it runs; one that
   * is just about to begin may run to its end. One that others want too keeps what was asked for together:
   * the purge, the limits and the listeners. Does nothing the second time.
   */
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      scheduler.leave(request);
    }
  }
}
