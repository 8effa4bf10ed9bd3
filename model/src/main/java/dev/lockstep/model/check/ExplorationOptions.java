package dev.lockstep.model.check;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.strand.Core;

/**
 * What an exploration may take. None of it changes what is found, but for a limit that ends it early.
 *
 * @param jobs how many executions may run at once, 1 or more
 * @param nanosMax after so long no more is begun
 * @param memoryMax where so many bytes of the heap are in use, no more is begun
 * @param shard which part of the search is this machine's
 */
public record ExplorationOptions(int jobs, long nanosMax, long memoryMax, Shard shard) {
  /** More jobs than any machine has cores for. */
  public static final int JOBS_MAX = 1024;

  /** The heap is never filled further than this: what is left is needed to say so. */
  private static final double HEAP_SHARE_MAX = 0.9;

  public ExplorationOptions {
    Invariant.check(jobs >= 1 && jobs <= JOBS_MAX, "jobs %s, at most %s", jobs, JOBS_MAX);
  }

  /** One job, all the time it takes, most of the heap, the whole search. */
  public static ExplorationOptions defaults() {
    long heap = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE_MAX);
    return new ExplorationOptions(1, Long.MAX_VALUE, heap, Shard.WHOLE);
  }

  /** The same with as many jobs as get most done on a machine of so many cores. */
  public ExplorationOptions withJobsFor(int cores) {
    return withJobs(Core.jobsPay() ? Math.min(cores, JOBS_MAX) : 1);
  }

  public ExplorationOptions withJobs(int value) {
    return new ExplorationOptions(value, nanosMax, memoryMax, shard);
  }

  public ExplorationOptions withNanosMax(long value) {
    return new ExplorationOptions(jobs, value, memoryMax, shard);
  }

  /** The same with another limit of memory, unless that is above the default. */
  public ExplorationOptions withMemoryMax(long value) {
    return new ExplorationOptions(jobs, nanosMax, Math.min(value, memoryMax), shard);
  }

  public ExplorationOptions withShard(Shard value) {
    return new ExplorationOptions(jobs, nanosMax, memoryMax, value);
  }
}
