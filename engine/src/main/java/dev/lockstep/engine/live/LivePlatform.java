package dev.lockstep.engine.live;

import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The seam bound to the JDK: the files of one directory, threads, locks, atomics and the system's
 * clocks. Every call is the JDK's own operation and nothing more, so production pays for no
 * simulation. Milestones become JFR events ({@code dev.lockstep.Milestone}).
 *
 * <p>Tasks are user threads: the JVM does not exit while one runs. A body that throws ends its
 * thread and reaches the thread's uncaught-exception handler.
 */
public final class LivePlatform implements Platform {
  private final StorageFiles files;
  private final Clock clock = new LiveClock();
  private final RandomBytes random = new LiveRandom();

  private final MilestoneListener listener;

  private LivePlatform(StorageFiles files, MilestoneListener listener) {
    this.files = files;
    this.listener = listener;
  }

  /**
   * Binds the seam to the files of {@code directory}.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  public static LivePlatform open(Path directory) throws IOException {
    return open(directory, MilestoneListener.NONE);
  }

  /** The same; milestones are told to a listener too. */
  static LivePlatform open(Path directory, MilestoneListener listener) throws IOException {
    return new LivePlatform(files(directory), listener);
  }

  /** Encrypts with these keys; what it makes of them is random. */
  public static Encryption encryption(EncryptionKeys keys) {
    return new Encryption(keys, new LiveRandom());
  }

  /**
   * The files of {@code directory} alone, for whoever needs neither tasks nor clocks.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  public static StorageFiles files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new FileNotFoundException(directory + ": there is no such directory");
    }
    return new LiveFiles(directory);
  }

  @Override
  public StorageFiles files() {
    return files;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public RandomBytes random() {
    return random;
  }

  @Override
  public Mutex newMutex(String name) {
    return new LiveMutex(name);
  }

  @Override
  public <T> Cell<T> newCell(String name, T initial) {
    return new LiveCell<>(initial);
  }

  @Override
  public LongCell newLongCell(String name, long initial) {
    return new LiveLongCell(initial);
  }

  @Override
  public Task start(String name, Runnable body) {
    return LiveTask.start(name, body);
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    MilestoneEvent.emit(milestone, subject, value);
    listener.reached(milestone, subject, value);
  }
}
