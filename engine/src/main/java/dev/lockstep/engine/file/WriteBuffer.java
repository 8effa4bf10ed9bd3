package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The file's next bytes, as they will lie in it: block type bytes included. */
final class WriteBuffer {
  /** Holds a small commit, whose header lies past a boundary. */
  private static final int CAPACITY_INITIAL = 2 * Blocks.SIZE;

  private static final byte[] NONE = new byte[0];

  private byte[] bytes = NONE; // Until something is written: many files are only read.
  private int length;
  private long start;

  WriteBuffer(long start) {
    this.start = start;
  }

  /** Offset of the first byte. */
  long start() {
    return start;
  }

  /** Offset after the last byte. */
  long end() {
    return start + length;
  }

  int length() {
    return length;
  }

  /** Drops all bytes; the next one will lie at {@code position}. */
  void restartAt(long position) {
    start = position;
    length = 0;
    if (bytes.length > 2 * Tail.WRITE_BUFFER_SIZE) {
      bytes = NONE;
    }
  }

  /** Adds data, with the type byte of every block it enters. */
  void put(byte[] data) {
    put(data, 0, data.length);
  }

  /** Adds {@code count} bytes from {@code from} on, with the type byte of every block they enter. */
  void put(byte[] data, int from, int count) {
    int done = 0;
    while (done < count) {
      if (Blocks.isBoundary(end())) {
        putByte(Blocks.DATA);
      }
      int run = (int) Math.min(count - done, Blocks.SIZE - end() % Blocks.SIZE);
      reserve(run);
      System.arraycopy(data, from + done, bytes, length, run);
      length += run;
      done += run;
    }
  }

  /** Adds one byte as it is. */
  void putByte(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  /** Adds zeros up to the next block boundary, none where one is reached already. */
  void padToBoundary() {
    int zeros = (int) (Blocks.boundaryFrom(end()) - end());
    reserve(zeros);
    Arrays.fill(bytes, length, length + zeros, (byte) 0);
    length += zeros;
  }

  ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** Copies bytes from offset {@code position} of the file on, as many as both sides have. */
  int copyTo(ByteBuffer target, long position) {
    int from = (int) (position - start);
    int copied = Math.max(0, Math.min(target.remaining(), length - from));
    target.put(bytes, from, copied);
    return copied;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      int grown = Math.max(CAPACITY_INITIAL, 2 * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(grown, length + more));
    }
  }
}
