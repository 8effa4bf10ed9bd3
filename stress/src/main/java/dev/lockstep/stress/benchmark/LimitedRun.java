package dev.lockstep.stress.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes one store through all workloads on a thread of its own, and gives up on it where one of them
 * takes too long:
 *
 * <ol>
 *   <li>Start the thread. It hands over each measurement when it has it, and says when it ends.
 *   <li>Wait for the next of these, no longer than the limit.
 *   <li>Past the limit interrupt the thread, and wait a moment for its end: most stores end when their
 *       files are closed under them.
 *   <li>One that does not is left behind with its files. It is a daemon and keeps no process alive, but
 *       shares the machine with all that is measured from then on.
 * </ol>
 */
final class LimitedRun {
  private final String name;
  private final Limits limits;
  private final Path directory;
  private final BlockingQueue<Optional<Measurement>> handedOver = new LinkedBlockingQueue<>();
  private final FutureTask<Void> run;

  /**
   * How long is waited.
   *
   * @param workload for one workload; the opening of the store counts with the first
   * @param end for the end of a store that was interrupted
   */
  record Limits(Duration workload, Duration end) {}

  private LimitedRun(Contender contender, Path directory, Effort effort, Limits limits) {
    this.name = contender.name();
    this.limits = limits;
    this.directory = directory;
    this.run = new FutureTask<>(() -> {
      try {
        ContenderRun.run(contender, directory, effort, one -> handedOver.add(Optional.of(one)));
      } finally {
        handedOver.add(Optional.empty());
      }
      return null;
    });
  }

  /**
   * Runs all workloads on a new store in {@code directory}, which is empty.
   *
   * @param done takes each measurement, on the caller's thread
   * @throws OverLimitException if a workload took longer than the limit
   * @throws IOException if the store failed
   */
  static void run(
      Contender contender, Path directory, Effort effort, Limits limits, Consumer<Measurement> done)
      throws IOException {
    try {
      new LimitedRun(contender, directory, effort, limits).run(done);
    } catch (InterruptedException e) {
      throw new IOException("interrupted while " + contender.name() + " was measured", e);
    }
  }

  private void run(Consumer<Measurement> done) throws IOException, InterruptedException {
    Thread thread = new Thread(run, "benchmark of " + name);
    thread.setDaemon(true);
    thread.start();
    int finished = 0;
    for (Optional<Measurement> next = next(thread, finished);
        next.isPresent();
        next = next(thread, finished)) {
      done.accept(next.get());
      finished++;
    }
    awaitEnd();
  }

  /** Step 2. Empty where the run has ended. */
  private Optional<Measurement> next(Thread thread, int finished)
      throws IOException, InterruptedException {
    Optional<Measurement> next =
        handedOver.poll(limits.workload().toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw giveUp(thread, finished);
    }
    return next;
  }

  /** Steps 3 and 4. */
  private OverLimitException giveUp(Thread thread, int finished) throws InterruptedException {
    thread.interrupt();
    thread.join(limits.end().toMillis());
    Workload[] all = Workload.values();
    String what = finished < all.length ? all[finished].label() : "its closing";
    String reason = name + " is given up: " + what + " did not end within "
        + limits.workload().toSeconds() + " s";
    return thread.isAlive()
        ? new OverLimitException(
            reason + "; it runs on beside the stores after it, and its files stay in " + directory,
            true)
        : new OverLimitException(reason, false);
  }

  /** What the run throws is thrown here. */
  private void awaitEnd() throws IOException, InterruptedException {
    try {
      run.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw cause instanceof IOException failure ? failure : new IOException(cause);
    }
  }
}
