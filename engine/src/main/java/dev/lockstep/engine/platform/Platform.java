package dev.lockstep.engine.platform;

/**
 * The whole seam between the engine and the machine it runs on. Engine code reaches files, clocks,
 * locks, shared variables and threads through these calls and in no other way, so that whoever
 * implements them sees, and may order, everything that two tasks can do to each other.
 *
 * <p>Names given to mutexes and cells tell them apart in traces; they need not be unique.
 */
public interface Platform {

  /** The directory that holds the store's files. */
  StorageFiles files();

  /** Wall and monotonic time. */
  Clock clock();

  /** Bytes for keys. */
  RandomBytes random();

  /** Creates an unlocked mutex. */
  Mutex newMutex(String name);

  /** Creates an atomic reference with volatile reads and writes. */
  <T> Cell<T> newCell(String name, T initial);

  /** Creates an atomic 64-bit number with volatile reads and writes. */
  LongCell newLongCell(String name, long initial);

  /** Starts {@code body} on a task of its own; tasks of one platform share everything above. */
  Task start(String name, Runnable body);

  /**
   * Tells the machine that the running task has reached a named point of a protocol, for example
   * {@code compaction.pinned}.
   *
   * @param milestone the point's name
   * @param subject what it happened to, for example a file name
   * @param value one number that says more, in the milestone's own unit; 0 where there is none
   */
  void reached(String milestone, String subject, long value);
}
