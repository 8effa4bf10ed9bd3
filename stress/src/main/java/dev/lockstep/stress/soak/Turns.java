package dev.lockstep.stress.soak;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which tasks of a soak still run, and when each began its present turn: one that never ends it hangs. A
 * task that waits for a lock, for a wake-up or for the disk says nothing; that it says nothing is seen
 * here.
 */
final class Turns {
  private static final int FRAMES_MAX = 24;

  private final AtomicInteger running = new AtomicInteger();
  private final Map<Thread, Long> began = new ConcurrentHashMap<>();

  /** One more task is to be waited for. */
  void expect() {
    running.incrementAndGet();
  }

  /** The calling task begins a turn. */
  void begin() {
    began.put(Thread.currentThread(), System.nanoTime());
  }

  /** The calling task has ended. */
  void leave() {
    began.remove(Thread.currentThread());
    running.decrementAndGet();
  }

  /** Whether a task still runs. */
  boolean goOn() {
    return running.get() > 0;
  }

  /** Of a task whose turn lasts longer: that it hangs, and where every thread of the soak stands. */
  Optional<String> hanging(Duration turnMax) {
    long now = System.nanoTime();
    for (Map.Entry<Thread, Long> task : began.entrySet()) {
      if (now - task.getValue() > turnMax.toNanos()) {
        return Optional.of(task.getKey().getName() + " hangs: its turn lasts longer than "
            + turnMax.toSeconds() + " s. Every thread stands at:" + stacks());
      }
    }
    return Optional.empty();
  }

  /** Of the threads that keep a JVM alive: those of tasks, the engine's own among them. */
  private static String stacks() {
    StringJoiner text = new StringJoiner("");
    Thread.getAllStackTraces().forEach((thread, frames) -> {
      if (!thread.isDaemon()) {
        text.add("\n" + thread.getName() + ", " + thread.getState());
        for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
          text.add("\n    at " + frames[i]);
        }
      }
    });
    return text.toString();
  }
}
