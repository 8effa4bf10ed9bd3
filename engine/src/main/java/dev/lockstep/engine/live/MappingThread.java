package dev.lockstep.engine.live;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that maps and unmaps, in the order in which it is asked to; none while there is nothing to do. */
final class MappingThread {
  private static final long IDLE_SECONDS_MAX = 1;

  private static final ExecutorService EXECUTOR = new ThreadPoolExecutor(
      0, 1, IDLE_SECONDS_MAX, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), MappingThread::thread);

  private MappingThread() {}

  static void execute(Runnable mappingOrUnmapping) {
    EXECUTOR.execute(mappingOrUnmapping);
  }

  /** No program waits for it to end. */
  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "mapping");
    thread.setDaemon(true);
    return thread;
  }
}
