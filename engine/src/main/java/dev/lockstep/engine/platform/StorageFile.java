package dev.lockstep.engine.platform;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file. Reads and writes name their position, so any number of tasks may share one handle.
 * Like the system calls beneath them they may move fewer bytes than asked.
 */
public interface StorageFile extends Closeable {

  /** The name it was opened by. A later rename of the file does not change it. */
  String name();

  /**
   * Reads bytes at {@code position} into {@code target}, at most as many as remain in it.
   *
   * @return how many bytes were read, at least 1 where any remain; -1 where {@code position} is at or
   *     past the end of the file
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Writes bytes of {@code source} at {@code position}, at most as many as remain in it.
   *
   * @return how many bytes were written; may be fewer than remain, even 0
   */
  int write(ByteBuffer source, long position) throws IOException;

  /** Where to keep what was decoded from this file. */
  default DecodedCache decoded() {
    return DecodedCache.NONE;
  }

  /** The file's length in bytes. */
  long size() throws IOException;

  /**
   * Makes every byte written so far, by any handle, durable. After a failure it is unknown which
   * bytes are: a second call that succeeds proves nothing about writes before the first.
   */
  void sync() throws IOException;
}
