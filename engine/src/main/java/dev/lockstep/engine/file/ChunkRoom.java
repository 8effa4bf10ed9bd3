package dev.lockstep.engine.file;

import java.util.Arrays;

/**
 * The body of one chunk, and room for it, to be used again: what it shows is good until the next one is read
 * into it, or by the same reader. Belongs to one task.
 */
public final class ChunkRoom {

  /** Where readers put what they read. */
  private byte[] own;

  /** What holds the body. */
  private byte[] bytes;

  private int offset;
  private int length;

  /** Room that grows as needed. */
  public ChunkRoom() {
    this(0);
  }

  /** Room for {@code capacity} bytes, a chunk's prefix included; it grows if these are too few. */
  ChunkRoom(int capacity) {
    own = new byte[capacity];
    bytes = own;
  }

  /** The array that holds the body. Nobody may change it. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes()} the body starts. */
  public int offset() {
    return offset;
  }

  /** Bytes of the body. */
  public int length() {
    return length;
  }

  /** A copy of the body. */
  public byte[] toArray() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** The room's own array, with room for {@code capacity} bytes; what it held stays. */
  byte[] reserve(int capacity) {
    if (own.length < capacity) {
      own = Arrays.copyOf(own, capacity);
    }
    return own;
  }

  /** The body lies in {@code holder}, the room's own array or another. */
  void show(byte[] holder, int bodyOffset, int bodyLength) {
    bytes = holder;
    offset = bodyOffset;
    length = bodyLength;
  }
}
