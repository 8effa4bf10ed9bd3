package dev.lockstep.engine.live;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others who would write to a store out of its directory: two who append to one file destroy it.
 * The lock is one of the operating system, on the empty file {@code lockstep.lock}, which stays; it ends
 * with the process at the latest, however that ends. Who only reads does not ask for it.
 */
public final class DirectoryLock implements Closeable {
  private static final String FILE = "lockstep.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a directory that is there.
   *
   * @throws DirectoryInUseException if another program has it, or somebody else in this one
   */
  public static DirectoryLock take(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(
        directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isTaken = false;
    try {
      if (tryLock(channel) == null) {
        throw new DirectoryInUseException(directory);
      }
      isTaken = true;
      return new DirectoryLock(channel);
    } finally {
      if (!isTaken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  /** Gives it back. Does nothing the second time. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
