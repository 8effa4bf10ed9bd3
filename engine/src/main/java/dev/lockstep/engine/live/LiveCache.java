package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was decoded from the files of one directory, in a part of the heap.
 *
 * <p>Each file has a number, under which its contents go; a new file gets a new one. A file keeps it when
 * it is renamed, and gives it up when it is removed, so nothing of an old file is ever found under the
 * name of a new one.
 *
 * <p>What is kept lies in {@link CacheSlots}, and a few {@link CacheShard}s find it, so that tasks which put
 * at the same time mostly meet different ones.
 */
final class LiveCache {
  private static final int HEAP_PART = 4;
  private static final int SHARDS = 16;

  private final Map<String, Long> numbers = new ConcurrentHashMap<>();

  /** The numbers of files that are there. */
  private final Set<Long> present = ConcurrentHashMap.newKeySet();

  private final AtomicLong lastNumber = new AtomicLong();
  private final CacheShard[] shards;

  LiveCache() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PART, SHARDS);
  }

  /**
   * @param shardCount a power of two
   */
  LiveCache(long memoryMax, int shardCount) {
    int count = (int) Math.max(2, Math.min(CacheShard.SLOTS_MAX, CacheSlots.fitting(memoryMax)));
    CacheSlots slots = new CacheSlots(count);
    shards = new CacheShard[shardCount];
    for (int i = 0; i < shardCount; i++) {
      shards[i] =
          new CacheShard(slots, file -> !present.contains(file), Math.max(1, count / shardCount));
    }
  }

  /** The room of a file that was just created. */
  DecodedCache created(String name) {
    removed(name);
    return opened(name);
  }

  /** The room of a file that was there before. */
  DecodedCache opened(String name) {
    long number = numbers.computeIfAbsent(name, fresh -> lastNumber.incrementAndGet());
    present.add(number);
    return new OfFile(number);
  }

  void renamed(String source, String target) {
    removed(target);
    Long number = numbers.remove(source);
    if (number != null) {
      numbers.put(target, number);
    }
  }

  /** What is kept of the file stays until it is displaced, soon: nobody asks for it any more. */
  void removed(String name) {
    Long number = numbers.remove(name);
    if (number != null) {
      present.remove(number);
      for (CacheShard shard : shards) {
        shard.sweep();
      }
    }
  }

  private CacheShard shard(long hash) {
    return shards[(int) (hash >>> 56) & (shards.length - 1)];
  }

  private final class OfFile implements DecodedCache {
    private final long file;

    OfFile(long file) {
      this.file = file;
    }

    @Override
    public boolean get(long position, Decoded target) {
      long hash = CacheShard.hash(file, position);
      return shard(hash).get(hash, file, position, target);
    }

    @Override
    public void put(long position, Decoded source, Use use) {
      long hash = CacheShard.hash(file, position);
      shard(hash).put(hash, file, position, source, use);
    }

    @Override
    public void drop(long position) {
      long hash = CacheShard.hash(file, position);
      shard(hash).drop(hash, file, position);
    }
  }
}
