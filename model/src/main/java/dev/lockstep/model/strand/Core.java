package dev.lockstep.model.strand;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A core of the processor that a job keeps to, with the threads of its tasks. Threads that hand a baton around
 * are quick where one core holds them all: to wake one on another core takes longer than the step that it is
 * woken for, and jobs whose threads spread over the same cores get in each other's way.
 *
 * <ol>
 *   <li>The first thread of a core has the system keep it there ({@link Affinity}).
 *   <li>It starts the threads of jobs: a thread is kept where the one that started it is kept.
 *   <li>Those start the threads of their tasks, which wait here for the next execution when theirs is over.
 * </ol>
 *
 * <p>Continuations need none of this, and where the system cannot keep threads on cores they run anywhere.
 */
public final class Core {
  private static final Core ANY = new Core(Runnable::run);
  private static final Map<Integer, Core> KEPT = new ConcurrentHashMap<>(); // By the job, from 0.
  private static final ThreadLocal<Core> CURRENT = ThreadLocal.withInitial(() -> ANY);

  private final Executor first;
  private final Deque<BatonWorker> idle = new ArrayDeque<>();

  private Core(Executor first) {
    this.first = first;
  }

  /** Where a job runs. Two that are far enough apart share a core, if there are more jobs than cores. */
  public static Core ofJob(int job) {
    return TaskDriver.best() == TaskDriver.BATON ? KEPT.computeIfAbsent(job, Core::kept) : ANY;
  }

  /** Step 1. */
  private static Core kept(int job) {
    List<Integer> cores = Affinity.cores();
    if (cores.size() < 2) {
      return ANY;
    }
    ExecutorService first =
        Executors.newSingleThreadExecutor(body -> daemon("lockstep-core", body));
    int number = cores.get(job % cores.size());
    if (CompletableFuture.supplyAsync(() -> Affinity.keepOn(number), first).join()) {
      return new Core(first);
    }
    first.shutdown();
    return ANY;
  }

  /** Whether jobs side by side get more done than one, each on a core: tasks that are threads have to keep to it. */
  public static boolean jobsPay() {
    return TaskDriver.best() == TaskDriver.CONTINUATION || ofJob(0).isKept();
  }

  /** The calling thread's. */
  static Core current() {
    return CURRENT.get();
  }

  /** Whether threads are kept here. */
  public boolean isKept() {
    return this != ANY;
  }

  /** Starts a thread here, which ends with the process at the latest. Step 2. */
  public Thread start(String name, Runnable body) {
    Thread thread = daemon(name, () -> {
      CURRENT.set(this);
      body.run();
    });
    CompletableFuture.runAsync(thread::start, first).join();
    return thread;
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  /** A thread that waits here for work, if there is one. */
  @Nullable
  BatonWorker pollIdle() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  void addIdle(BatonWorker worker) {
    synchronized (idle) {
      idle.push(worker);
    }
  }
}
