package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache.Use;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Slots of one size in a few large arrays: nothing is allocated for what comes and goes, and what is kept
 * is no object.
 *
 * <pre>
 * a slot   version  count    use      file      position   length    places       bytes
 *          u32      u16      u16      u64       u64        u32       u16 each     as they are
 *          0        4        6        8         16         24        28
 * </pre>
 *
 * <p>One task at a time fills a slot; any number may copy out of it meanwhile. The version is odd while the
 * slot is being filled and higher afterwards, so a copy is good if the version was even before it and is the
 * same after it (a sequence lock; Boehm, Can seqlocks get along with programming language memory models,
 * 2012). Places are copied a byte at a time: until the JIT has come by, each use of a view of the array costs
 * many times that.
 */
final class CacheSlots {
  private static final int SLOT_SIZE = 1536;
  private static final int COUNT = 4;
  private static final int USE = 6;
  private static final int FILE = 8;
  private static final int POSITION = 16;
  private static final int LENGTH = 24;
  private static final int PLACES = 28;

  /** The use of what is used often; 0 is that of the rest. */
  private static final char OFTEN = 1;

  private static final VarHandle CHAR = handle(char[].class);
  private static final VarHandle INT = handle(int[].class);
  private static final VarHandle LONG = handle(long[].class);

  /** An array of so many fills whole regions of a collector's heap, and is never moved. */
  private static final int SLOTS_A_SEGMENT_MAX = (1 << 22) / SLOT_SIZE;

  private static final int SEGMENTS_MIN = 64;

  /** Half of the slots is for each use. */
  private final int slotsAUse;

  private final int slotsASegment;
  private final byte[] @Nullable [] segments;

  /** How many slots were given out for each use. */
  private int givenOften;

  private int givenSeldom;

  /**
   * @param slots how many there are; at least 2
   */
  CacheSlots(int slots) {
    slotsAUse = slots / 2;
    slotsASegment = Math.max(1, Math.min(SLOTS_A_SEGMENT_MAX, slots / SEGMENTS_MIN));
    segments = new byte[(slots + slotsASegment - 1) / slotsASegment][];
  }

  private static VarHandle handle(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.nativeOrder());
  }

  /** How many slots fit into so many bytes. */
  static long fitting(long memory) {
    return memory / SLOT_SIZE;
  }

  /** Whether a slot has room for it. */
  static boolean fits(Decoded source) {
    return size(source.length(), source.count()) <= SLOT_SIZE;
  }

  private static long size(int length, int count) {
    return PLACES + Character.BYTES * (long) count + length;
  }

  /** A slot that nobody has had yet; -1 where there is none for that use. */
  synchronized int give(Use use) {
    if ((use == Use.OFTEN ? givenOften : givenSeldom) == slotsAUse) {
      return -1;
    }
    int slot = givenOften + givenSeldom;
    int segment = slot / slotsASegment;
    if (segments[segment] == null) {
      segments[segment] = new byte[slotsASegment * SLOT_SIZE];
    }
    if (use == Use.OFTEN) {
      givenOften++;
    } else {
      givenSeldom++;
    }
    return slot;
  }

  /** Whether the slot holds what was decoded there. For who may fill it. */
  boolean holds(int slot, long file, long position) {
    byte[] segment = segments[slot / slotsASegment];
    return segment != null && holds(segment, offset(slot), file, position);
  }

  private static boolean holds(byte[] segment, int at, long file, long position) {
    return (long) LONG.get(segment, at + POSITION) == position
        && (long) LONG.get(segment, at + FILE) == file;
  }

  /** The use of what the slot holds. For who may fill it. */
  Use useOf(int slot) {
    return (char) CHAR.get(given(slot), offset(slot) + USE) == OFTEN ? Use.OFTEN : Use.SELDOM;
  }

  /** The file of what the slot holds. For who may fill it. */
  long fileOf(int slot) {
    return (long) LONG.get(given(slot), offset(slot) + FILE);
  }

  /** The hash of the place that the slot holds. For who may fill it. */
  long hashOf(int slot) {
    byte[] segment = given(slot);
    return CacheShard.hash((long) LONG.get(segment, offset(slot) + FILE), (long)
        LONG.get(segment, offset(slot) + POSITION));
  }

  /** Copies out of a slot. Returns false where it holds another place, or is just being filled. */
  boolean copy(int slot, long file, long position, Decoded target) {
    byte[] segment = segments[slot / slotsASegment];
    if (segment == null) {
      return false;
    }
    int at = offset(slot);
    int version = (int) INT.get(segment, at);
    VarHandle.acquireFence();
    if ((version & 1) != 0 || !holds(segment, at, file, position)) {
      return false;
    }
    int length = (int) INT.get(segment, at + LENGTH);
    int count = (char) CHAR.get(segment, at + COUNT);
    if (size(length, count) > SLOT_SIZE) {
      return false;
    }
    target.reserve(length, count);
    int[] places = target.places();
    for (int i = 0, from = at + PLACES; i < count; i++, from += Character.BYTES) {
      places[i] = (segment[from] & 0xff) | (segment[from + 1] & 0xff) << Byte.SIZE;
    }
    System.arraycopy(segment, at + PLACES + Character.BYTES * count, target.bytes(), 0, length);
    VarHandle.acquireFence();
    return (int) INT.get(segment, at) == version;
  }

  /** Copies into a slot, whoever copies out of it. */
  void fill(int slot, long file, long position, Decoded source, Use use) {
    byte[] segment = given(slot);
    int at = offset(slot);
    int version = (int) INT.get(segment, at);
    INT.set(segment, at, version + 1);
    VarHandle.storeStoreFence();
    int count = source.count();
    CHAR.set(segment, at + COUNT, (char) count);
    CHAR.set(segment, at + USE, use == Use.OFTEN ? OFTEN : (char) 0);
    LONG.set(segment, at + FILE, file);
    LONG.set(segment, at + POSITION, position);
    INT.set(segment, at + LENGTH, source.length());
    for (int i = 0, to = at + PLACES; i < count; i++, to += Character.BYTES) {
      int place = source.places()[i];
      segment[to] = (byte) place;
      segment[to + 1] = (byte) (place >>> Byte.SIZE);
    }
    System.arraycopy(
        source.bytes(), 0, segment, at + PLACES + Character.BYTES * count, source.length());
    VarHandle.storeStoreFence();
    INT.set(segment, at, version + 2);
  }

  private byte[] given(int slot) {
    byte[] segment = segments[slot / slotsASegment];
    if (segment == null) {
      throw new AssertionError("slot " + slot + " was never given out");
    }
    return segment;
  }

  private int offset(int slot) {
    return slot % slotsASegment * SLOT_SIZE;
  }
}
