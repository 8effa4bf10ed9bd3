package dev.lockstep.model.scheduler;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A number of drawn executions, in blocks. The seeds of all executions form one chain, of which every
 * block has a piece. What a scheduler learns from executions it learns within a block.
 */
public final class SamplingFrontier implements Frontier {
  /** So many executions are a block, but for the last one. */
  public static final int BLOCK_EXECUTIONS = 64;

  /** The same of a scheduler that has much to learn. */
  public static final int LONG_BLOCK_EXECUTIONS = 1024;

  private static final int ROUND_EXECUTIONS = 1024;
  private static final int ROUND_BLOCKS_MIN = 4;

  private final SchedulerOfBlock schedulers;
  private final int blockExecutions;
  private final long seed;
  private final long executionsMax;
  private final Shard shard;
  private final String schedule;
  private final String how;

  private long begun; // Executions, those of other shards too.
  private long nextSeed;

  /** Makes the scheduler of a block. */
  @FunctionalInterface
  public interface SchedulerOfBlock {
    /** One that runs {@code executionsMax} executions, the first with {@code seed}. */
    Scheduler of(long seed, long executionsMax);
  }

  /**
   * Runs {@code executionsMax} executions.
   *
   * @param blockExecutions how many are a block
   * @param schedule what one of them is called
   * @param how what else is to be said of them, with a comma before it
   */
  public SamplingFrontier(
      SchedulerOfBlock schedulers,
      int blockExecutions,
      String schedule,
      String how,
      long seed,
      long executionsMax,
      Shard shard) {
    this.schedulers = schedulers;
    this.blockExecutions = blockExecutions;
    this.schedule = schedule;
    this.how = how;
    this.seed = seed;
    this.executionsMax = executionsMax;
    this.shard = shard;
    this.nextSeed = seed;
  }

  @Override
  public List<Part> nextRound(long roundMax) {
    List<Part> parts = new ArrayList<>();
    int roundBlocks = Math.max(ROUND_BLOCKS_MIN, ROUND_EXECUTIONS / blockExecutions);
    long allowed = roundMax;
    while (parts.size() < roundBlocks && begun < executionsMax && allowed > 0) {
      boolean isOwn = shard.owns(begun / blockExecutions);
      long left = blockExecutions - begun % blockExecutions;
      long count = Math.min(left, executionsMax - begun);
      if (isOwn) {
        count = Math.min(count, allowed);
        parts.add(new Part(schedulers.of(nextSeed, count), true));
        allowed -= count;
      }
      begun += count;
      nextSeed = SeededExecutions.after(nextSeed, count);
    }
    return parts;
  }

  @Override
  public void endRound() {}

  @Override
  public Coverage coverage(long executions) {
    return new Coverage(
        executions,
        begun == executionsMax,
        Counted.of(executions, schedule) + how + ", seed " + seed);
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeLong(begun);
    output.writeLong(nextSeed);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    begun = input.readLong();
    nextSeed = input.readLong();
  }
}
