package dev.lockstep.engine.bucket;

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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** All below: under the mutex. */
  private final List<CompactionRequest> queue = new ArrayList<>();

  private final Map<Integer, CompactionRequest> running = new TreeMap<>();
  /** By the vbucket's number; what a later generation did is added to that of earlier ones. */
  private final Map<Integer, CompactionCounts> counts = new TreeMap<>();

  private boolean closed;

  /** Makes one that takes requests and does not run any yet. */
  protected CompactionScheduler(Platform platform, Compactions compactions) {
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

  void startTasks(Platform platform, int concurrentMax) {
    for (int i = 0; i < concurrentMax; i++) {
      tasks.add(platform.start("compactor " + i, this::runCompactions));
    }
  }

  /** Step 1. Returns at once; after closing, the ticket is answered already. */
  public CompactionTicket request(int vbucket, CompactionOptions options) {
    mutex.lock();
    try {
      for (CompactionRequest waiting : queue) {
        if (waiting.merge(vbucket, options)) {
          return new CompactionTicket(this, waiting);
        }
      }
      CompactionRequest request = new CompactionRequest(vbucket, options);
      if (closed) {
        request.fail(new CompactionCancelledException(vbucket, "the store is closed"));
      } else {
        queue.add(request);
        work.signalAll();
      }
      return new CompactionTicket(this, request);
    } finally {
      mutex.unlock();
    }
  }

  private void runCompactions() {
    for (CompactionRequest next = take(); next != null; next = take()) {
      run(next);
    }
  }

  /** Step 2. Null once the scheduler is closed. */
  private @Nullable CompactionRequest take() {
    mutex.lock();
    try {
      while (true) {
        CompactionRequest next = firstToRun();
        if (next != null && isBegun(next)) {
          return next;
        }
        if (next == null && closed) {
          return null;
        }
        if (next == null) {
          work.await();
        }
      }
    } finally {
      mutex.unlock();
    }
  }

  /** Takes a request out of the queue. Returns whether it can be run; else it is answered. */
  private boolean isBegun(CompactionRequest request) {
    queue.remove(request);
    try {
      request.begin(compactions.prepare(request.vbucket(), request.options()));
      running.put(request.vbucket(), request);
      return true;
    } catch (IOException e) {
      request.fail(e);
      answers.signalAll();
      return false;
    }
  }

  private @Nullable CompactionRequest firstToRun() {
    for (CompactionRequest request : queue) {
      if (!running.containsKey(request.vbucket())) {
        return request;
      }
    }
    return null;
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
      running.remove(request.vbucket());
      counts.put(request.vbucket(), countsOf(request.vbucket()).plus(result));
      if (result != null) {
        request.answer(result);
      } else {
        request.fail(failure);
      }
      answers.signalAll();
      work.signalAll();
    } finally {
      mutex.unlock();
    }
  }

  /** What came of the compactions of a vbucket's number so far. */
  CompactionCounts counts(int vbucket) {
    mutex.lock();
    try {
      return countsOf(vbucket);
    } finally {
      mutex.unlock();
    }
  }

  private CompactionCounts countsOf(int vbucket) {
    return counts.getOrDefault(vbucket, CompactionCounts.NONE);
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
      for (CompactionRequest request : List.copyOf(queue)) {
        if (request.vbucket() == vbucket) {
          callOff(request, why);
        }
      }
      CompactionRequest now = running.get(vbucket);
      if (now != null) {
        now.compaction().abort();
      }
    } finally {
      mutex.unlock();
    }
  }

  private void callOff(CompactionRequest request, String why) {
    if (queue.remove(request)) {
      request.fail(new CompactionCancelledException(request.vbucket(), why));
      answers.signalAll();
    } else if (running.get(request.vbucket()) == request) {
      request.compaction().abort();
    }
  }

  /** Takes no more requests, answers those that wait, asks what runs to give up and waits until it has. */
  @Override
  public void close() {
    mutex.lock();
    try {
      closed = true;
      for (Iterator<CompactionRequest> left = queue.iterator(); left.hasNext(); left.remove()) {
        CompactionRequest request = left.next();
        request.fail(new CompactionCancelledException(request.vbucket(), "the store is closed"));
      }
      running.values().forEach(request -> request.compaction().abort());
      work.signalAll();
      answers.signalAll();
    } finally {
      mutex.unlock();
    }
    tasks.forEach(Task::join);
  }
}
