package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;

/**
 * One of several machines that share a search.
 *
 * @param index which, from 1
 * @param count how many there are
 */
public record Shard(int index, int count) {
  /** One machine does it all. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** More machines than ever share a search. */
  public static final int COUNT_MAX = 1000;

  public Shard {
    Invariant.check(count >= 1 && count <= COUNT_MAX, "shards: %s, at most %s", count, COUNT_MAX);
    Invariant.check(index >= 1 && index <= count, "shard %s of %s", index, count);
  }

  /** Whether what has this number, counted from 0 over the whole search, is this one's to do. */
  public boolean owns(long number) {
    return number % count == index - 1;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
