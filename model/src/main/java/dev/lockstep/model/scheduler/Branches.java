package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Schedule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;

/**
 * The tasks that one execution could have chosen and did not, at the steps from some step on: each
 * is the beginning of another schedule. They are handed out last step first.
 *
 * <p>Neighbouring steps mostly leave the same tasks out, so it is the changes that are kept: {@code
 * masks[i]} holds for the steps from {@code starts[i]} to the next start.
 */
final class Branches {
  private int[] starts = new int[8];
  private long[] masks = new long[8];
  private int segments;
  private int step; // One past the last step added; later the step of the current alternative.
  private long left;
  private Schedule schedule = Schedule.of(new byte[0], 0);

  /** The tasks {@code mask}, a bit each, were left out at {@code atStep}, after all steps before. */
  void add(int atStep, long mask) {
    step = atStep + 1;
    if (segments == 0 ? mask == 0 : masks[segments - 1] == mask) {
      return;
    }
    if (segments == starts.length) {
      starts = Arrays.copyOf(starts, 2 * segments);
      masks = Arrays.copyOf(masks, 2 * segments);
    }
    starts[segments] = atStep;
    masks[segments] = mask;
    segments++;
  }

  /** Whether nothing was left out. */
  boolean isEmpty() {
    return segments == 0;
  }

  /** The execution is over; {@code taken} is what it did choose. */
  void end(Schedule taken) {
    schedule = taken;
    starts = Arrays.copyOf(starts, segments);
    masks = Arrays.copyOf(masks, segments);
  }

  /** Goes to the next alternative, which {@link #step} and {@link #task} then name; false after the last. */
  boolean advance() {
    left &= left - 1;
    while (left == 0) {
      step--;
      while (segments > 0 && starts[segments - 1] > step) {
        segments--;
      }
      if (segments == 0) {
        return false;
      }
      left = masks[segments - 1];
    }
    return true;
  }

  /** The step at which the alternative parts from the schedule. */
  int step() {
    return step;
  }

  /** The task that it chooses there. */
  int task() {
    return Long.numberOfTrailingZeros(left);
  }

  private void save(DataOutput output) throws IOException {
    output.writeInt(segments);
    for (int i = 0; i < segments; i++) {
      output.writeInt(starts[i]);
      output.writeLong(masks[i]);
    }
    output.writeInt(step);
    output.writeLong(left);
    Saved.writeSchedule(output, schedule);
  }

  static void saveAll(DataOutput output, Collection<Branches> all) throws IOException {
    output.writeInt(all.size());
    for (Branches each : all) {
      each.save(output);
    }
  }

  /** Adds what was written, in the same order. */
  static void restoreAll(DataInput input, Collection<Branches> target) throws IOException {
    int count = input.readInt();
    for (int i = 0; i < count; i++) {
      target.add(restore(input));
    }
  }

  private static Branches restore(DataInput input) throws IOException {
    Branches branches = new Branches();
    branches.segments = input.readInt();
    branches.starts = new int[branches.segments];
    branches.masks = new long[branches.segments];
    for (int i = 0; i < branches.segments; i++) {
      branches.starts[i] = input.readInt();
      branches.masks[i] = input.readLong();
    }
    branches.step = input.readInt();
    branches.left = input.readLong();
    branches.schedule = Saved.readSchedule(input);
    return branches;
  }

  /** What it has in common with: all steps before {@link #step}. */
  Schedule schedule() {
    return schedule;
  }
}
