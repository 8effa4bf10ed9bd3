package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How what is left of a search is written down. Whoever reads it has checked that it is whole. */
final class Saved {
  private static final StepKind[] KINDS = StepKind.values();

  private Saved() {}

  static void writeSchedule(DataOutput output, Schedule schedule) throws IOException {
    output.writeInt(schedule.length());
    for (int i = 0; i < schedule.length(); i++) {
      output.writeByte(schedule.task(i));
    }
  }

  static Schedule readSchedule(DataInput input) throws IOException {
    byte[] tasks = new byte[input.readInt()];
    input.readFully(tasks);
    return Schedule.of(tasks, tasks.length);
  }

  private static void writeStep(DataOutput output, Frame step) throws IOException {
    writeEvent(output, step.event());
    writeNumbers(output, step.clock);
    output.writeInt(step.previousOnObject);
    writeNumbers(output, step.races);
  }

  private static Frame readStep(DataInput input, DiskOrder diskOrder) throws IOException {
    Frame step = new Frame(List.of(), List.of());
    Event event = readEvent(input, diskOrder);
    step.take(event.task());
    step.performed(event);
    step.clock = readNumbers(input);
    step.previousOnObject = input.readInt();
    step.races = readNumbers(input);
    return step;
  }

  private static void writeNumbers(DataOutput output, int[] numbers) throws IOException {
    output.writeInt(numbers.length);
    for (int number : numbers) {
      output.writeInt(number);
    }
  }

  private static int[] readNumbers(DataInput input) throws IOException {
    int[] numbers = new int[input.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = input.readInt();
    }
    return numbers;
  }

  private static void writeTrees(DataOutput output, List<WakeupTree> trees) throws IOException {
    output.writeInt(trees.size());
    for (WakeupTree tree : trees) {
      writeEvent(output, tree.event());
      writeTrees(output, tree.children());
    }
  }

  private static List<WakeupTree> readTrees(DataInput input, DiskOrder diskOrder)
      throws IOException {
    List<WakeupTree> trees = new ArrayList<>();
    int count = input.readInt();
    for (int i = 0; i < count; i++) {
      trees.add(new WakeupTree(readEvent(input, diskOrder), readTrees(input, diskOrder)));
    }
    return trees;
  }

  private static void writeEvent(DataOutput output, Event event) throws IOException {
    output.writeByte(event.task());
    output.writeByte(event.kind().ordinal());
    output.writeInt(event.footprint().object());
    writeRange(output, event.footprint().first());
    writeRange(output, event.footprint().second());
    output.writeByte(event.otherTask());
    output.writeLong(event.found());
    output.writeLong(event.wanted());
    output.writeLong(event.secondFound());
  }

  private static Event readEvent(DataInput input, DiskOrder diskOrder) throws IOException {
    int task = input.readByte();
    StepKind kind = KINDS[input.readByte()];
    Footprint footprint = new Footprint(input.readInt(), readRange(input), readRange(input));
    int otherTask = input.readByte();
    long found = input.readLong();
    long wanted = input.readLong();
    return new Event(
        task, kind, footprint, otherTask, found, wanted, input.readLong(), diskOrder);
  }

  private static void writeRange(DataOutput output, Range range) throws IOException {
    output.writeLong(range.start());
    output.writeLong(range.end());
    output.writeBoolean(range.access() == Access.WRITE);
  }

  private static Range readRange(DataInput input) throws IOException {
    long start = input.readLong();
    long end = input.readLong();
    return new Range(start, end, input.readBoolean() ? Access.WRITE : Access.READ);
  }
}
