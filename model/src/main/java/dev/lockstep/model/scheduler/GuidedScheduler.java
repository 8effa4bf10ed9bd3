package dev.lockstep.model.scheduler;

import dev.lockstep.model.scheduler.ConflictPairs.Pair;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Grows schedules from those that showed something new:
 *
 * <ol>
 *   <li>With even chances draw a whole schedule, by priorities of steps ({@link StepPriorities}).
 *   <li>Else take a schedule that was kept, of some drawn ones the one whose new pair was seen least
 *       since, and change it:
 *       <ul>
 *         <li>follow it up to a random step, or through one of the pairs that were new; or
 *         <li>take two of its conflicting steps, and hold back the first one's task until the second
 *             was taken.
 *       </ul>
 *       Draw what follows.
 *   <li>When it has ended, look at its pairs of conflicting steps of which the second met what the
 *       first had left ({@link ConflictPairs}). If one of them was never seen, keep the schedule.
 * </ol>
 *
 * <p>Guarantee: whatever {@link PosScheduler} comes to with probability p it comes to with p / 2 or
 * more in every execution. Beyond that a race that needs several windows, one after the other, is
 * found step by step, for every window that was met makes a pair and is begun with from then on.
 *
 * <p>In the manner of Jeong, Kim, Shivakumar, Lee, Shin: Razzer, S&amp;P 2019 and Xu, Kashyap, Zhao,
 * Kim: Krace, S&amp;P 2020, which keep what shows new pairs of accesses; and of Wolff, Shi, Duck,
 * Mathur, Roychoudhury: Greybox Fuzzing for Concurrency Testing, ASPLOS 2024, which keeps what shows
 * who reads from whom, and changes that.
 */
public final class GuidedScheduler implements Scheduler {
  /** More schedules than this are not kept. */
  static final int KEPT_MAX = 4096;

  private static final int CANDIDATES = 8;

  private final SeededExecutions executions;
  private final StepPriorities priorities = new StepPriorities();
  private final ConflictPairs observed = new ConflictPairs();
  private final Map<Long, Integer> seen = new HashMap<>(); // How often, by the names of pairs.
  private final List<Kept> kept = new ArrayList<>();
  private byte[] wishes = {}; // The tasks to follow; one that cannot go on is left out.
  private int wished;

  /**
   * A schedule that showed something new.
   *
   * @param added the pairs that were new
   */
  private record Kept(Schedule schedule, List<Pair> pairs, List<Pair> added) {}

  /** Runs {@code executionsMax} executions. */
  public GuidedScheduler(long seed, long executionsMax) {
    this.executions = new SeededExecutions(seed, executionsMax);
  }

  @Override
  public boolean beginExecution() {
    if (!executions.begin()) {
      return false;
    }
    SplitMix64 random = executions.random();
    priorities.begin(random);
    observed.begin();
    boolean isDrawn = random.next(2) == 0 || kept.isEmpty();
    wishes = isDrawn ? new byte[0] : changed(rarest(random), random);
    wished = 0;
    return true;
  }

  private Kept rarest(SplitMix64 random) {
    Kept best = kept.get(random.next(kept.size()));
    for (int i = 1; i < CANDIDATES; i++) {
      Kept other = kept.get(random.next(kept.size()));
      best = count(other) < count(best) ? other : best;
    }
    return best;
  }

  private int count(Kept schedule) {
    return schedule.added.stream()
        .mapToInt(pair -> seen.getOrDefault(pair.name(), 0))
        .min()
        .orElseThrow();
  }

  /** Step 2. */
  private static byte[] changed(Kept from, SplitMix64 random) {
    return switch (random.next(3)) {
      case 0 -> beginning(from.schedule, random.next(from.schedule.length()));
      case 1 ->
        beginning(from.schedule, from.added.get(random.next(from.added.size())).second() + 1);
      default -> exchanged(from.schedule, from.pairs.get(random.next(from.pairs.size())));
    };
  }

  private static byte[] beginning(Schedule schedule, int length) {
    byte[] tasks = new byte[length];
    for (int step = 0; step < length; step++) {
      tasks[step] = (byte) schedule.task(step);
    }
    return tasks;
  }

  private static byte[] exchanged(Schedule schedule, Pair pair) {
    byte[] tasks = beginning(schedule, pair.second() + 1);
    int length = pair.first();
    for (int step = pair.first(); step <= pair.second(); step++) {
      if (schedule.task(step) != schedule.task(pair.first())) {
        tasks[length++] = (byte) schedule.task(step);
      }
    }
    return Arrays.copyOf(tasks, length);
  }

  @Override
  public int choose(SchedulingPoint point) {
    while (wished < wishes.length) {
      int task = wishes[wished];
      wished++;
      if (point.isEnabled(task)) {
        priorities.follow(point, task);
        return task;
      }
    }
    return priorities.choose(point);
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    observed.add(task, step);
  }

  /** Step 3. */
  @Override
  public void endExecution(SimulationResult result) {
    List<Pair> pairs = observed.pairs();
    List<Pair> added = new ArrayList<>();
    for (Pair pair : pairs) {
      if (seen.merge(pair.name(), 1, Integer::sum) == 1) {
        added.add(pair);
      }
    }
    if (!added.isEmpty() && kept.size() < KEPT_MAX) {
      kept.add(new Kept(result.schedule(), pairs, added));
    }
  }

  @Override
  public Coverage coverage() {
    return executions.coverage("guided schedule");
  }
}
