package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache.Use;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slots of some of the places that are kept, and says who gets which.
 *
 * <p>A place is looked for in a few entries of a table. What comes where they are all taken displaces one of
 * them. A slot is one that was given up, or one of a file that is gone, or a new one, or else the next one
 * in turn of those that were given out for the same use.
 *
 * <p>Who puts or drops holds the monitor; who gets holds nothing. A table that is changing only says where
 * to look: a slot knows its own place.
 */
final class CacheShard {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int WAYS = 8;
  private static final int TAG_SHIFT = 24;
  private static final int SLOT_MASK = (1 << TAG_SHIFT) - 1;

  /** The most slots that all shards can have together. */
  static final int SLOTS_MAX = SLOT_MASK - 1;

  private static final int SLOTS_INITIAL = 16;

  /** Looking for slots of files that are gone may take so many looks each time. */
  private static final int SWEPT_MAX = 8;

  /** The slots that were given out for one use. */
  private static final class Given {
    private int[] slots = new int[SLOTS_INITIAL];
    private int count;
    private int turn;

    /** So many of them, from the first on, may hold what is of a file that is gone. */
    private int unswept;

    /** Those that nobody needs, the last one first: what was just used is near the processor. */
    private int[] free = new int[SLOTS_INITIAL];

    private int freeCount;

    void add(int slot) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, 2 * count);
      }
      slots[count++] = slot;
    }

    int next() {
      turn = turn + 1 < count ? turn + 1 : 0;
      return slots[turn];
    }

    void giveBack(int slot) {
      if (freeCount == free.length) {
        free = Arrays.copyOf(free, 2 * freeCount);
      }
      free[freeCount++] = slot;
    }
  }

  private final CacheSlots slots;
  private final LongPredicate isGone;
  private final int tableSize;

  /** Of each entry: a part of the hash, and one more than the slot's number; 0 is none. Made when needed. */
  private int @Nullable [] table;

  private final Given often = new Given();
  private final Given seldom = new Given();

  /**
   * @param isGone whether a file is gone, by its number
   * @param slotsMax how many slots it is expected to have at most
   */
  CacheShard(CacheSlots slots, LongPredicate isGone, int slotsMax) {
    this.slots = slots;
    this.isGone = isGone;
    this.tableSize = 2 * Math.max(WAYS, Integer.highestOneBit(slotsMax));
  }

  /** Which shard a place is in, and where it is looked for. */
  static long hash(long file, long position) {
    long mixed = ((position * MIX) ^ file) * MIX;
    return mixed ^ (mixed >>> 32);
  }

  /** Copies what is kept for a place. Returns false where nothing is, or where it is just changing. */
  boolean get(long hash, long file, long position, Decoded target) {
    int[] entries = table;
    if (entries == null) {
      return false;
    }
    int first = firstEntry(hash);
    for (int i = first; i < first + WAYS; i++) {
      int entry = entries[i];
      if (entry != 0
          && entry >>> TAG_SHIFT == tag(hash)
          && slots.copy(slotOf(entry), file, position, target)) {
        return true;
      }
    }
    return false;
  }

  /** Keeps a copy of what is not too large. */
  synchronized void put(long hash, long file, long position, Decoded source, Use use) {
    drop(hash, file, position);
    int[] entries = table();
    int entry = freeEntry(entries, hash);
    int slot = CacheSlots.fits(source) ? slotFor(entries, use) : -1;
    if (slot >= 0) {
      slots.fill(slot, file, position, source, use);
      entries[entry] = (tag(hash) << TAG_SHIFT) | (slot + 1);
    }
  }

  /** Gives up what is kept for a place, if anything is. */
  synchronized void drop(long hash, long file, long position) {
    int[] entries = table();
    int first = firstEntry(hash);
    for (int i = first; i < first + WAYS; i++) {
      if (entries[i] != 0
          && entries[i] >>> TAG_SHIFT == tag(hash)
          && slots.holds(slotOf(entries[i]), file, position)) {
        giveUp(entries, i);
      }
    }
  }

  /** A file is gone: its slots are taken before new ones. */
  synchronized void sweep() {
    often.unswept = often.count;
    seldom.unswept = seldom.count;
  }

  private int[] table() {
    if (table == null) {
      table = new int[tableSize];
    }
    return table;
  }

  private void giveUp(int[] entries, int entry) {
    int slot = slotOf(entries[entry]);
    entries[entry] = 0;
    given(slots.useOf(slot)).giveBack(slot);
  }

  private Given given(Use use) {
    return use == Use.OFTEN ? often : seldom;
  }

  private int freeEntry(int[] entries, long hash) {
    int first = firstEntry(hash);
    for (int i = first; i < first + WAYS; i++) {
      if (entries[i] == 0) {
        return i;
      }
    }
    int displaced = first + ((int) (hash >>> 40) & (WAYS - 1));
    giveUp(entries, displaced);
    return displaced;
  }

  /** A slot that may be filled; -1 where this shard has none and gets none. */
  private int slotFor(int[] entries, Use use) {
    Given given = given(use);
    if (given.freeCount > 0) {
      return given.free[--given.freeCount];
    }
    int swept = sweptSlot(given);
    if (swept >= 0) {
      forget(entries, swept);
      return swept;
    }
    int fresh = slots.give(use);
    if (fresh >= 0) {
      given.add(fresh);
      return fresh;
    }
    if (given.count == 0) {
      return -1;
    }
    int slot = given.next();
    forget(entries, slot);
    return slot;
  }

  /** A slot of a file that is gone; -1 where the next looks find none. None of the slots is free. */
  private int sweptSlot(Given given) {
    for (int i = 0; i < SWEPT_MAX && given.unswept > 0; i++) {
      int slot = given.slots[--given.unswept];
      if (isGone.test(slots.fileOf(slot))) {
        return slot;
      }
    }
    return -1;
  }

  /** The slot is filled with something else next. */
  private void forget(int[] entries, int slot) {
    int first = firstEntry(slots.hashOf(slot));
    for (int i = first; i < first + WAYS; i++) {
      if (entries[i] != 0 && slotOf(entries[i]) == slot) {
        entries[i] = 0;
      }
    }
  }

  private int firstEntry(long hash) {
    return (int) hash & (tableSize - 1) & -WAYS;
  }

  private static int tag(long hash) {
    return (int) (hash >>> 48) & 0xff;
  }

  private static int slotOf(int entry) {
    return (entry & SLOT_MASK) - 1;
  }
}
