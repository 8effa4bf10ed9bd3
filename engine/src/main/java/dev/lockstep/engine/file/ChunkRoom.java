package dev.lockstep.engine.file;

import java.util.Arrays;

/**
 * Room for the body of one chunk, to be used again: what is in it is good until the next one is read into
 * it. Belongs to one task.
 */
public final class ChunkRoom {

  /** The body, and what a reader has put around it. */
  private byte[] bytes;

  private int offset;
  private int length;

  /** Room that grows as needed. */
  public ChunkRoom() {
    this(0);
  }

  /** Room for {@code capacity} bytes, a chunk's prefix included; it grows if these are too few. */
  ChunkRoom(int capacity) {
    bytes = new byte[capacity];
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

  /** The array, with room for {@code capacity} bytes; what it held stays. */
  byte[] reserve(int capacity) {
    if (bytes.length < capacity) {
      bytes = Arrays.copyOf(bytes, capacity);
    }
    return bytes;
  }

  /** The body is in the room already. */
  void holdsBody(int bodyOffset, int bodyLength) {
    offset = bodyOffset;
    length = bodyLength;
  }

  /** The body is {@code body}, which nobody changes from here on. */
  void take(byte[] body) {
    bytes = body;
    holdsBody(0, body.length);
  }
}
