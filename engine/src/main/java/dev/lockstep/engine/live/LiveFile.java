package dev.lockstep.engine.live;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One open file of the operating system, read and written by position.
 *
 * <p>The channel is an {@link AsynchronousFileChannel} although nothing here is asynchronous. A
 * {@code FileChannel} closes itself when a thread that is inside it, or enters it, is interrupted;
 * as all tasks share one handle, one interrupted client would take the file away from the flusher.
 * Opening it again by name is no way out, for the file may have been renamed or removed. The
 * asynchronous channel knows no such rule, and with an executor that runs a call on its caller's
 * thread it is a plain positional system call. An interrupt thus never ends, shortens or fails an
 * operation: the thread keeps its flag and whoever cares looks at it between operations.
 */
final class LiveFile implements StorageFile {
  private static final System.Logger LOG = System.getLogger(LiveFile.class.getName());

  /** Absent on Windows, where the system completes every call by itself. */
  private static final @Nullable ExecutorService EXECUTOR =
      LiveFiles.WINDOWS ? null : new CallerRuns();

  private final String name;
  private final boolean writable;
  private final AsynchronousFileChannel channel;

  /** Absent where the system lets nobody remove a mapped file, or cannot map this one. */
  private final @Nullable MappedReads mapped;

  private final DecodedCache decoded;

  private LiveFile(
      String name,
      boolean writable,
      AsynchronousFileChannel channel,
      @Nullable MappedReads mapped,
      DecodedCache decoded) {
    this.name = name;
    this.writable = writable;
    this.channel = channel;
    this.mapped = mapped;
    this.decoded = decoded;
  }

  static LiveFile open(Path path, String name, OpenMode mode, LiveCache cache) throws IOException {
    AsynchronousFileChannel channel = openChannel(path, optionsOf(mode));
    boolean isNew = mode == OpenMode.CREATE_NEW;
    return new LiveFile(
        name,
        mode != OpenMode.READ,
        channel,
        mappedReads(path),
        isNew ? cache.created(name) : cache.opened(name));
  }

  /** Mapping takes a descriptor of its own; a file for which there is none left is read by calls. */
  private static @Nullable MappedReads mappedReads(Path path) {
    if (LiveFiles.WINDOWS || !Unmapping.isPossible()) {
      return null;
    }
    try {
      return MappedReads.open(path);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a file is not mapped; it is read by calls", e);
      return null;
    }
  }

  static AsynchronousFileChannel openChannel(Path path, Set<StandardOpenOption> options)
      throws IOException {
    return AsynchronousFileChannel.open(path, options, EXECUTOR);
  }

  private static Set<StandardOpenOption> optionsOf(OpenMode mode) {
    return switch (mode) {
      case READ -> Set.of(StandardOpenOption.READ);
      case WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
      case CREATE_NEW ->
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int wanted = target.remaining();
    if (mapped != null && mapped.read(target, position)) {
      return wanted;
    }
    return await(channel.read(target, position));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    checkWritable();
    int written = await(channel.write(source, position));
    if (mapped != null) {
      mapped.written(position + written);
    }
    return written;
  }

  @Override
  public DecodedCache decoded() {
    return decoded;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (mapped != null) {
        mapped.close();
      }
    }
  }

  private void checkWritable() {
    Invariant.check(writable, "%s was opened by mode %s and is written", name, OpenMode.READ);
  }

  /** Takes the result, waiting for it where the system runs the call elsewhere (Windows). */
  private int await(Future<Integer> result) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException interrupt) {
          interrupted = true;
        } catch (ExecutionException failure) {
          Throwable cause = failure.getCause();
          throw new IOException(name + ": " + cause, cause);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
