package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;
import java.util.Arrays;

/**
 * A tree node as it is before compression, with the places of its entries.
 *
 * <pre>
 * u8 type (1 leaf, 0 interior), then one after the other, in ascending order of keys:
 *    +---------------+-----------------+-----+-------+
 *    | 12 bits: key  | 28 bits: value  | key | value |
 *    | length        | length          |     |       |
 *    +---------------+-----------------+-----+-------+
 *    0                                 5
 * </pre>
 *
 * The values of an interior node are {@link NodePointer}s; their keys the largest beneath them.
 */
public final class Node {

  /** Bytes before an entry's key. */
  public static final int ENTRY_PREFIX_LENGTH = 5;

  /** Longest key, in bytes. */
  public static final int KEY_LENGTH_MAX = (1 << 12) - 1;

  /** Longest value, in bytes. */
  public static final int VALUE_LENGTH_MAX = (1 << 28) - 1;

  private static final byte INTERIOR = 0;
  private static final byte LEAF = 1;
  private static final int STARTS_INITIAL = 32;

  private final byte[] raw;

  /** Where entry i starts; its end is where the next one starts, the last end that of the node. */
  private final int[] starts;

  private final int count;

  private Node(byte[] raw, int[] starts, int count) {
    this.raw = raw;
    this.starts = starts;
    this.count = count;
  }

  /**
   * Finds the entries of a node.
   *
   * @param raw the node's bytes, which nobody may change from here on
   * @throws MalformedDataException if they are no node
   */
  public static Node decode(byte[] raw) throws MalformedDataException {
    return decode(raw, raw.length, new int[STARTS_INITIAL]);
  }

  /**
   * Finds the entries of the node in the first {@code length} bytes.
   *
   * @param room where to note them, if it is large enough
   */
  static Node decode(byte[] raw, int length, int[] room) throws MalformedDataException {
    if (length == 0 || (raw[0] != LEAF && raw[0] != INTERIOR)) {
      throw new MalformedDataException(
          "node type 0 or 1", length == 0 ? "no byte" : "" + Byte.toUnsignedInt(raw[0]));
    }
    int[] starts = room.length == 0 ? new int[STARTS_INITIAL] : room;
    int count = 0;
    int at = 1;
    while (at < length) {
      if (count + 1 == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[count++] = at;
      at = entryEnd(raw, length, at, count - 1);
    }
    if (count == 0 && raw[0] == INTERIOR) {
      throw new MalformedDataException("an interior node with entries", "none");
    }
    starts[count] = at;
    return new Node(raw, starts, count);
  }

  private static int entryEnd(byte[] raw, int length, int at, int index)
      throws MalformedDataException {
    long end = at + (long) ENTRY_PREFIX_LENGTH;
    if (end <= length) {
      end += keyLength(raw, at) + (long) valueLength(raw, at);
    }
    if (end > length) {
      throw new MalformedDataException(
          "entry " + index + " to end within the node's " + length + " bytes", "an end at " + end);
    }
    return (int) end;
  }

  /**
   * A node whose entries are known. It shows the arrays as they are: who changes them has to be done with
   * it.
   *
   * @param raw begins with the node's bytes
   * @param starts where each of its entries starts, and the last ends
   * @param count how many there are
   */
  public static Node view(byte[] raw, int[] starts, int count) {
    return new Node(raw, starts, count);
  }

  static boolean isLeaf(byte[] raw) {
    return raw[0] == LEAF;
  }

  /** The first byte of a node. */
  public static byte type(boolean leaf) {
    return leaf ? LEAF : INTERIOR;
  }

  /** Writes an entry's prefix at {@code offset} and returns the offset after it. */
  public static int putEntryPrefix(byte[] out, int offset, int keyLength, int valueLength) {
    return BigEndian.put(out, offset, ENTRY_PREFIX_LENGTH, (long) keyLength << 28 | valueLength);
  }

  /** Whether the values are the tree's own, not pointers. */
  public boolean isLeaf() {
    return isLeaf(raw);
  }

  /** How many entries there are. */
  public int count() {
    return count;
  }

  /** The key of entry {@code index}. */
  public Bytes key(int index) {
    return Bytes.copyOf(raw, keyStart(index), keyLength(raw, starts[index]));
  }

  /** The value of entry {@code index}. */
  public Bytes value(int index) {
    int start = valueStart(index);
    return Bytes.copyOf(raw, start, starts[index + 1] - start);
  }

  /**
   * The value of entry {@code index} of an interior node.
   *
   * @throws MalformedDataException if the value is no node pointer
   */
  public NodePointer pointer(int index) throws MalformedDataException {
    int start = valueStart(index);
    return NodePointer.decode(raw, start, starts[index + 1] - start);
  }

  /**
   * The position that the pointer of entry {@code index} names.
   *
   * @throws MalformedDataException if the value is no node pointer
   */
  public long pointerPosition(int index) throws MalformedDataException {
    return BigEndian.get(raw, checkedPointer(index), BigEndian.U48);
  }

  /**
   * The subtree size that the pointer of entry {@code index} names.
   *
   * @throws MalformedDataException if the value is no node pointer
   */
  public long pointerSubtreeSize(int index) throws MalformedDataException {
    return BigEndian.get(raw, checkedPointer(index) + BigEndian.U48, BigEndian.U48);
  }

  /** Where the reduce value of the pointer of entry {@code index} starts; it must have {@code length} bytes. */
  int reduceStart(int index, int length) throws MalformedDataException {
    int start = checkedPointer(index) + NodePointer.FIXED_LENGTH + BigEndian.U16;
    if (starts[index + 1] - start != length) {
      throw new MalformedDataException(
          "a reduce value of " + length + " bytes", (starts[index + 1] - start) + " bytes");
    }
    return start;
  }

  private int checkedPointer(int index) throws MalformedDataException {
    int start = valueStart(index);
    NodePointer.checkLength(raw, start, starts[index + 1] - start);
    return start;
  }

  /** Bytes of the node before compression. */
  public int length() {
    return starts[count];
  }

  /** Compares the key of entry {@code index} with {@code key}. */
  public int compareKey(int index, Bytes key) {
    return -key.compareTo(raw, keyStart(index), keyLength(raw, starts[index]));
  }

  /** The first entry whose key is not below {@code key}; {@link #count} where there is none. */
  public int firstNotBelow(Bytes key) {
    return firstNotBelow(key, 0);
  }

  /** Like {@link #firstNotBelow(Bytes)}, of the entries from {@code from} on. */
  public int firstNotBelow(Bytes key, int from) {
    int low = from;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compareKey(middle, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Bytes that entry {@code index} takes, its prefix included. */
  public int entryLength(int index) {
    return starts[index + 1] - starts[index];
  }

  /** Bytes that the entries {@code from} to {@code to}, exclusive, take, prefixes included. */
  public int entriesLength(int from, int to) {
    return starts[to] - starts[from];
  }

  /**
   * Copies the entries {@code from} to {@code to}, exclusive, prefixes included, into {@code target}
   * from {@code offset} on.
   */
  public void copyEntries(int from, int to, byte[] target, int offset) {
    System.arraycopy(raw, starts[from], target, offset, starts[to] - starts[from]);
  }

  /** The array that begins with the node's bytes. Nobody may change it. */
  public byte[] raw() {
    return raw;
  }

  /** The array that begins with the places where entries start, and where the last one ends. */
  public int[] starts() {
    return starts;
  }

  int valueStart(int index) {
    return keyStart(index) + keyLength(raw, starts[index]);
  }

  int valueLength(int index) {
    return valueLength(raw, starts[index]);
  }

  int keyLength(int index) {
    return keyLength(raw, starts[index]);
  }

  int keyStart(int index) {
    return starts[index] + ENTRY_PREFIX_LENGTH;
  }

  private static int keyLength(byte[] raw, int at) {
    return (raw[at] & 0xff) << 4 | (raw[at + 1] & 0xf0) >>> 4;
  }

  private static int valueLength(byte[] raw, int at) {
    return (raw[at + 1] & 0x0f) << 24
        | (raw[at + 2] & 0xff) << 16
        | (raw[at + 3] & 0xff) << 8
        | (raw[at + 4] & 0xff);
  }
}
