package dev.lockstep.stress.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Compacts a store on a thread of its own, again and again, until it is closed. */
final class ContinuousCompaction implements Closeable {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(ContinuousCompaction::thread);
  private final AtomicLong finished = new AtomicLong();
  private final Future<?> run;
  private volatile boolean stopping;

  private ContinuousCompaction(BenchmarkStore store) {
    this.run = executor.submit(() -> {
      while (!stopping) {
        store.compact();
        finished.incrementAndGet();
      }
      return null;
    });
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "compactor");
    thread.setDaemon(true);
    return thread;
  }

  static ContinuousCompaction start(BenchmarkStore store) {
    return new ContinuousCompaction(store);
  }

  /** How many compactions have ended. */
  long finished() {
    return finished.get();
  }

  /**
   * Waits for the compaction that runs. A failure of one of them comes out here. Who waits and is
   * interrupted passes that on, and goes on waiting.
   */
  @Override
  public void close() throws IOException {
    stopping = true;
    executor.shutdown();
    try {
      run.get();
    } catch (ExecutionException e) {
      throw new IOException("a compaction failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      awaitInterrupted();
      throw new IOException("interrupted while a compaction ended", e);
    }
  }

  private void awaitInterrupted() throws IOException {
    executor.shutdownNow();
    try {
      while (!executor.awaitTermination(1, TimeUnit.DAYS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted twice while a compaction ended", e);
    }
  }
}
