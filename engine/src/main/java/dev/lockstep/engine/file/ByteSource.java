package dev.lockstep.engine.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a reader finds a file's bytes. */
interface ByteSource {

  /**
   * Reads until {@code target} is full or the bytes end.
   *
   * @return how many bytes were read; fewer than asked where the bytes end
   */
  int readFully(ByteBuffer target, long position) throws IOException;

  /** Offset of the end of the bytes. */
  long end() throws IOException;
}
