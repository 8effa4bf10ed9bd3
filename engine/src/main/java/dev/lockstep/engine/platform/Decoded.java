package dev.lockstep.engine.platform;

/**
 * Bytes that were decoded from a file, and the places in them at which something begins. It shows what is
 * to be kept, or is the room into which what was kept is copied. Belongs to one task.
 */
public final class Decoded {
  /** Room for most nodes, so that it seldom has to grow. */
  private static final int LENGTH_INITIAL = 1536;

  private static final int COUNT_INITIAL = 64;

  private byte[] bytes = {};
  private int length;
  private int[] places = {};
  private int count;

  /** The array that begins with the bytes. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** The array that begins with the places. */
  public int[] places() {
    return places;
  }

  /** How many places there are. */
  public int count() {
    return count;
  }

  /** Shows arrays of others, which begin with so many bytes and places. */
  public void show(byte[] otherBytes, int otherLength, int[] otherPlaces, int otherCount) {
    bytes = otherBytes;
    length = otherLength;
    places = otherPlaces;
    count = otherCount;
  }

  /** Makes room for so many bytes and places; what they are is to be put into the arrays. */
  public void reserve(int newLength, int newCount) {
    if (bytes.length < newLength) {
      bytes = new byte[Math.max(newLength, Math.max(LENGTH_INITIAL, 2 * bytes.length))];
    }
    if (places.length < newCount) {
      places = new int[Math.max(newCount, Math.max(COUNT_INITIAL, 2 * places.length))];
    }
    length = newLength;
    count = newCount;
  }
}
