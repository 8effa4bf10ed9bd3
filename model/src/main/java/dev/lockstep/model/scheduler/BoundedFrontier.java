package dev.lockstep.model.scheduler;

import dev.lockstep.model.scheduler.BoundedScheduler.Alternative;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every schedule with at most k preemptions, fewest first, in parts: a part is one alternative to a
 * schedule that was run, with all that can be reached from it without another preemption.
 *
 * <p>Of the schedules with one preemption each shard has its share, and all that begin like those.
 * The few schedules without any are run by all.
 */
public final class BoundedFrontier implements Frontier {
  private static final int ROUND_PARTS = 128;
  private static final int PART_EXECUTIONS = 32;

  private final int preemptionsMax;
  private final Shard shard;
  private final List<BoundedScheduler> running = new ArrayList<>();

  private boolean begun;
  private int level;
  private long rootsSeen; // Alternatives of level one, those of other shards too.
  private final Deque<Branches> roots = new ArrayDeque<>(); // What the level before left.
  private final Deque<Branches> free = new ArrayDeque<>(); // What is left of those begun.
  private final Deque<Branches> nextLevel = new ArrayDeque<>();
  private @Nullable Alternative ahead;

  /** Explores all schedules with at most {@code preemptionsMax} preemptions. */
  public BoundedFrontier(int preemptionsMax, Shard shard) {
    this.preemptionsMax = preemptionsMax;
    this.shard = shard;
  }

  @Override
  public List<Part> nextRound(long executionsMax) {
    if (!begun) {
      begun = true;
      return List.of(part(null, 1));
    }
    List<Alternative> alternatives = new ArrayList<>();
    long partsMax = Math.min(ROUND_PARTS, executionsMax);
    for (; ahead != null && alternatives.size() < partsMax; ahead = nextOfLevel()) {
      alternatives.add(ahead);
    }
    long each = Math.min(PART_EXECUTIONS, executionsMax / Math.max(1, alternatives.size()));
    List<Part> round = new ArrayList<>();
    alternatives.forEach(alternative -> round.add(part(alternative, each)));
    return round;
  }

  private Part part(@Nullable Alternative alternative, long executionsMax) {
    BoundedScheduler scheduler =
        new BoundedScheduler(preemptionsMax, level, alternative, executionsMax);
    running.add(scheduler);
    return new Part(scheduler, level > 0 || shard.owns(0));
  }

  @Override
  public void endRound() {
    for (BoundedScheduler part : running) {
      free.addAll(part.freeBranches());
      nextLevel.addAll(part.costlyBranches());
    }
    running.clear();
    if (ahead == null) {
      ahead = nextOfLevel();
    }
    while (ahead == null && !nextLevel.isEmpty()) {
      roots.addAll(nextLevel);
      nextLevel.clear();
      level++;
      ahead = nextOfLevel();
    }
  }

  private @Nullable Alternative nextOfLevel() {
    Alternative next = take(free, false);
    return next == null ? take(roots, level == 1) : next;
  }

  private @Nullable Alternative take(Deque<Branches> source, boolean isShared) {
    for (Branches top = source.peekLast(); top != null; top = source.peekLast()) {
      while (top.advance()) {
        if (!isShared || shard.owns(rootsSeen++)) {
          return new Alternative(top.schedule(), top.step(), top.task());
        }
      }
      source.removeLast();
    }
    return null;
  }

  @Override
  public Coverage coverage(long executions) {
    boolean complete = begun && running.isEmpty() && ahead == null;
    String schedules = Counted.of(executions, "schedule");
    String description;
    if (!complete) {
      description = "stopped after " + schedules + ", with at most "
          + Counted.of(level, "preemption") + " so far";
    } else if (level < preemptionsMax) {
      description =
          "complete: all " + schedules + ", none has more than " + Counted.of(level, "preemption");
    } else {
      description = "complete up to " + Counted.of(preemptionsMax, "preemption") + ": " + schedules;
    }
    return new Coverage(executions, complete, description);
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeBoolean(begun);
    output.writeInt(level);
    output.writeLong(rootsSeen);
    for (Deque<Branches> branches : List.of(roots, free, nextLevel)) {
      Branches.saveAll(output, branches);
    }
    output.writeBoolean(ahead != null);
    if (ahead != null) {
      Saved.writeSchedule(output, ahead.followed());
      output.writeInt(ahead.step());
      output.writeInt(ahead.task());
    }
  }

  @Override
  public void restore(DataInput input) throws IOException {
    begun = input.readBoolean();
    level = input.readInt();
    rootsSeen = input.readLong();
    for (Deque<Branches> branches : List.of(roots, free, nextLevel)) {
      Branches.restoreAll(input, branches);
    }
    if (input.readBoolean()) {
      ahead = new Alternative(Saved.readSchedule(input), input.readInt(), input.readInt());
    }
  }
}
