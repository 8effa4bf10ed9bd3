package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.DecodedCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was decoded from the files of one directory, in a part of the heap.
 *
 * <p>Each file has a number, under which its objects go; a new file gets a new one. A file keeps it when
 * it is renamed, and gives it up when it is removed, so nothing of an old file is ever found under the
 * name of a new one.
 *
 * <p>A place may be kept in one of a few slots. An object that comes to full ones takes the place of any
 * of them; beyond the limit of memory a hand goes round and clears slots. So a look-up is a look into one
 * line of memory, and neither it nor an eviction allocates, locks or waits. A slot's tag only says where
 * to look: what is found there knows its own place, so a tag that another task is changing does no harm.
 */
final class LiveCache {
  private static final int HEAP_PART = 4;
  private static final int OBJECT_MEMORY_EXPECTED = 1024;
  private static final int WAYS = 4;
  private static final int SLOTS_MAX = 1 << 22;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  /** An object, where it was decoded from, and the bytes it takes. */
  private record Kept(long file, long position, Object object, int memory) {}

  private final Map<String, Long> numbers = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();

  private final long memoryMax;
  private final AtomicReferenceArray<@Nullable Kept> slots;

  /** One byte of each slot's object: so the tags of many slots are near. */
  private final byte[] tags;

  private final AtomicLong memory = new AtomicLong();
  private final AtomicInteger hand = new AtomicInteger();

  LiveCache() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PART);
  }

  LiveCache(long memoryMax) {
    this.memoryMax = memoryMax;
    long wanted = Math.max(WAYS, Math.min(SLOTS_MAX, memoryMax / OBJECT_MEMORY_EXPECTED));
    int size = Integer.highestOneBit((int) wanted);
    this.slots = new AtomicReferenceArray<>(size);
    this.tags = new byte[size];
  }

  /** The room of a file that was just created. */
  DecodedCache created(String name) {
    long number = lastNumber.incrementAndGet();
    numbers.put(name, number);
    return new OfFile(number);
  }

  /** The room of a file that was there before. */
  DecodedCache opened(String name) {
    return new OfFile(numbers.computeIfAbsent(name, fresh -> lastNumber.incrementAndGet()));
  }

  void renamed(String source, String target) {
    removed(target);
    Long number = numbers.remove(source);
    if (number != null) {
      numbers.put(target, number);
    }
  }

  /** What is kept of the file stays until it is displaced: nobody asks for it any more. */
  void removed(String name) {
    numbers.remove(name);
  }

  private static long tag(long file, long position) {
    long mixed = ((position * MIX) ^ file) * MIX;
    return mixed ^ (mixed >>> 32);
  }

  private int firstWay(long tag) {
    return (int) tag & (tags.length - 1) & -WAYS;
  }

  private static byte tagByte(long tag) {
    return (byte) (tag >>> 48);
  }

  private void replace(int slot, @Nullable Kept other) {
    Kept before = slots.getAndSet(slot, other);
    long now = memory.addAndGet(memoryOf(other) - memoryOf(before));
    if (other != null && now > memoryMax) {
      evict();
    }
  }

  private static long memoryOf(@Nullable Kept kept) {
    return kept == null ? 0 : kept.memory();
  }

  private void evict() {
    while (memory.get() > memoryMax) {
      replace(hand.getAndIncrement() & (tags.length - 1), null);
    }
  }

  private final class OfFile implements DecodedCache {
    private final long file;

    OfFile(long file) {
      this.file = file;
    }

    @Override
    public @Nullable Object get(long position) {
      long tag = tag(file, position);
      int first = firstWay(tag);
      for (int slot = first; slot < first + WAYS; slot++) {
        if (tags[slot] == tagByte(tag)) {
          Kept kept = slots.get(slot);
          if (kept != null && kept.position() == position && kept.file() == file) {
            return kept.object();
          }
        }
      }
      return null;
    }

    @Override
    public void put(long position, Object decoded, int memory) {
      long tag = tag(file, position);
      int slot = slotFor(tag, position);
      tags[slot] = tagByte(tag);
      replace(slot, new Kept(file, position, decoded, memory));
    }

    @Override
    public void drop(long position) {
      long tag = tag(file, position);
      int first = firstWay(tag);
      for (int slot = first; slot < first + WAYS; slot++) {
        Kept kept = tags[slot] == tagByte(tag) ? slots.get(slot) : null;
        if (kept != null && kept.position() == position && kept.file() == file) {
          replace(slot, null);
        }
      }
    }

    /** The slot of the same place, or an empty one, or any. */
    private int slotFor(long tag, long position) {
      int first = firstWay(tag);
      for (int slot = first; slot < first + WAYS; slot++) {
        Kept kept = slots.get(slot);
        if (kept == null || (kept.position() == position && kept.file() == file)) {
          return slot;
        }
      }
      return first + (int) (tag >>> 40 & (WAYS - 1));
    }
  }
}
