package dev.lockstep.engine.file;

import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads and writes that go on until all bytes are moved, in as few calls as the storage allows. */
public final class Transfer {

  /** Calls in a row that may write nothing before the write counts as failed. */
  private static final int EMPTY_WRITES_MAX = 16;

  private Transfer() {}

  /**
   * Reads until {@code target} is full or the file ends.
   *
   * @return how many bytes were read; fewer than asked where the file ends
   */
  public static int readFully(StorageFile file, ByteBuffer target, long position)
      throws IOException {
    int wanted = target.remaining();
    int done = 0;
    while (done < wanted) {
      int read = file.read(target, position + done);
      if (read <= 0) {
        return done;
      }
      done += read;
    }
    return done;
  }

  /**
   * Writes all of {@code source}.
   *
   * @throws IOException also where the storage keeps taking nothing
   */
  public static void writeFully(StorageFile file, ByteBuffer source, long position)
      throws IOException {
    long at = position;
    int empty = 0;
    while (source.hasRemaining()) {
      int written = file.write(source, at);
      at += written;
      empty = written == 0 ? empty + 1 : 0;
      if (empty > EMPTY_WRITES_MAX) {
        throw new IOException(file.name() + ": nothing can be written at " + at);
      }
    }
  }
}
