package dev.lockstep.engine.schedule;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs compactions, so many at a time, and answers everyone who asked for one.
 *
 * <ol>
 *   <li>A request joins one that waits for the same vbucket, if one compaction can do for both; else
 *       it goes to the end of the queue. Either way the queue is changed under the mutex, and whoever
 *       waits for work is woken.
 *   <li>A compactor task takes the first request whose vbucket is not being compacted, and notes that it
 *       is now. Under the mutex it also settles which generation of the vbucket that is, and from then on
 *       there is something that can be asked to give up, even before it has begun.
 *   <li>It compacts, holding nothing.
 *   <li>Under the mutex it notes that it is done and answers the request. All who wait for an answer and
 *       all who wait for work are woken: the vbucket may have a request in the queue.
 *   <li>If a task ends before the scheduler is closed, which is a bug, the scheduler takes nothing any
 *       more and answers what waits, so that nobody waits for ever.
 * </ol>
 *
 * <p>There are as many compactor tasks as compactions may run at a time, so no count can be exceeded.
 * What a task waits for is read under the mutex before it waits, and changed under it before it is woken,
 * so no wake-up is lost. Whoever takes a request out of the queue answers it.
 */
public class CompactionScheduler implements Closeable {

  /** What is scheduled. */
  @FunctionalInterface
  public interface Compactions {

    /**
     * Makes ready a compaction of what a vbucket's number stands for now. Called under the mutex: waits
     * for nothing.
     *
     * @throws IOException if there is no such vbucket
     */
    Compaction prepare(int vbucket, CompactionOptions options) throws IOException;
  }

  /** One compaction. It runs once. */
  public interface Compaction {

    /** Compacts, and returns when that has ended. */
    CompactionResult run() throws IOException;

    /** Asks it to give up, before it has begun or while it runs; does not wait. */
    void abort();
  }

  private final Compactions compactions;
  private final Mutex mutex;
  private final Condition work;
  private final Condition answers;
  private final List<Task> tasks = new ArrayList<>();

  /** Under the mutex. */
  private final CompactionQueue queue = new CompactionQueue();

  /** Makes one that takes requests and does not run any yet. */
  public CompactionScheduler(Platform platform, Compactions compactions) {
    this.compactions = compactions;
    this.mutex = platform.newMutex("compaction queue");
    this.work = mutex.newCondition("a compaction to run");
    this.answers = mutex.newCondition("a compaction has ended");
  }

  /**
   * Makes one and starts its tasks.
   *
   * @param concurrentMax how many compactions run at a time at most, at least 1
   */
  public static CompactionScheduler start(
      Platform platform, int concurrentMax, Compactions compactions) {
    Invariant.check(concurrentMax >= 1, "there must be room for a compaction");
    CompactionScheduler scheduler = new CompactionScheduler(platform, compactions);
    scheduler.startTasks(platform, concurrentMax);
    return scheduler;
  }

  /** Begins to run what is asked for, so many at a time; once. */
  public void startTasks(Platform platform, int concurrentMax) {
    for (int i = 0; i < concurrentMax; i++) {
      tasks.add(platform.start("compactor " + i, this::runCompactions));
    }
  }

  /** Step 1. Returns at once; after closing, the ticket is answered already. */
  public CompactionTicket request(int vbucket, CompactionOptions options) {
    mutex.lock();
    try {
      Optional<CompactionRequest> joined = queue.join(vbucket, options);
      if (joined.isPresent()) {
        return new CompactionTicket(this, joined.get());
      }
      CompactionRequest request = queue.add(vbucket, options);
      if (!request.isAnswered()) {
        work.signalAll();
      }
      return new CompactionTicket(this, request);
    } finally {
      mutex.unlock();
    }
  }

  private void runCompactions() {
    boolean isEnded = false;
    try {
      Optional<CompactionRequest> next = take();
      while (next.isPresent()) {
        run(next.get());
        next = take();
      }
      isEnded = true;
    } finally {
      if (!isEnded) {
        stop("a compactor ended unexpectedly");
      }
    }
  }

  /** Step 2. Empty once the scheduler is closed. */
  private Optional<CompactionRequest> take() {
    mutex.lock();
    try {
      while (true) {
        Optional<CompactionRequest> next = queue.firstToRun();
        if (next.isPresent()) {
          if (queue.begin(next.get(), compactions)) {
            return next;
          }
          answers.signalAll();
        } else if (queue.isClosed()) {
          return next;
        } else {
          work.await();
        }
      }
    } finally {
      mutex.unlock();
    }
  }

  /** Steps 3 and 4. */
  private void run(CompactionRequest request) {
    @Nullable CompactionResult result = null;
    IOException failure =
        new CompactionCancelledException(request.vbucket(), "its task ended unexpectedly");
    try {
      result = request.compaction().run();
    } catch (IOException e) {
      failure = e;
    } finally {
      finish(request, result, failure);
    }
  }

  private void finish(
      CompactionRequest request, @Nullable CompactionResult result, IOException failure) {
    mutex.lock();
    try {
      queue.end(request, result, failure);
      answers.signalAll();
      work.signalAll();
    } finally {
      mutex.unlock();
    }
  }

  /** What came of the compactions of a vbucket's number so far. */
  public CompactionCounts counts(int vbucket) {
    mutex.lock();
    try {
      return queue.counts(vbucket);
    } finally {
      mutex.unlock();
    }
  }

  /** The sum over all numbers. */
  public CompactionCounts counts() {
    mutex.lock();
    try {
      return queue.counts();
    } finally {
      mutex.unlock();
    }
  }

  CompactionResult await(CompactionRequest request) throws IOException {
    mutex.lock();
    try {
      while (!request.isAnswered()) {
        answers.await();
      }
      return request.result();
    } finally {
      mutex.unlock();
    }
  }

  boolean isAnswered(CompactionRequest request) {
    mutex.lock();
    try {
      return request.isAnswered();
    } finally {
      mutex.unlock();
    }
  }

  /** One asker wants a request no more. */
  void leave(CompactionRequest request) {
    mutex.lock();
    try {
      if (request.leave() && !request.isAnswered()) {
        callOff(request, "nobody wants it any more");
      }
    } finally {
      mutex.unlock();
    }
  }

  /**
   * The content that was to be compacted is gone: what waits for the vbucket is answered, what runs is
   * asked to give up. Its compaction may still run when this returns; {@link #request} may follow for
   * what comes next under the number.
   *
   * @param why what happened to the vbucket; goes into the answer
   */
  public void forget(int vbucket, String why) {
    mutex.lock();
    try {
      queue.of(vbucket).forEach(request -> callOff(request, why));
    } finally {
      mutex.unlock();
    }
  }

  private void callOff(CompactionRequest request, String why) {
    if (queue.callOff(request, why)) {
      answers.signalAll();
    }
  }

  /** Takes no more requests, answers those that wait, asks what runs to give up and waits until it has. */
  @Override
  public void close() {
    stop("the store is closed");
    tasks.forEach(Task::join);
  }

  private void stop(String why) {
    mutex.lock();
    try {
      queue.close(why);
      work.signalAll();
      answers.signalAll();
    } finally {
      mutex.unlock();
    }
  }
}
