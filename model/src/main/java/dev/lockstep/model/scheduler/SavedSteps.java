package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.StepKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How steps, sequences of them and states are written down that an exhaustive search has yet to leave. */
final class SavedSteps {
  private SavedSteps() {}

  static void writeFrames(DataOutput output, List<Frame> frames) throws IOException {
    output.writeInt(frames.size());
    for (Frame frame : frames) {
      writeEvent(output, frame.event());
      writeEvents(output, frame.sleep);
      writeTrees(output, frame.wakeups);
      output.writeInt(frame.explored);
      PlacedStep step = frame.step();
      output.writeInt(step.previousOnObject());
      output.writeInt(step.previousInRoom());
      writeInts(output, step.clock());
      writeInts(output, step.races());
    }
  }

  static List<Frame> readFrames(DataInput input, DiskOrder diskOrder) throws IOException {
    int count = input.readInt();
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Event event = readEvent(input, diskOrder);
      List<Event> sleep = readEvents(input, diskOrder);
      Frame frame = new Frame(sleep, readTrees(input, diskOrder));
      frame.explored = input.readInt();
      int previousOnObject = input.readInt();
      int previousInRoom = input.readInt();
      int[] clock = readInts(input);
      frame.performed(
          new PlacedStep(event, clock, previousOnObject, previousInRoom, readInts(input)));
      frames.add(frame);
    }
    return frames;
  }

  private static void writeEvents(DataOutput output, List<Event> events) throws IOException {
    output.writeInt(events.size());
    for (Event event : events) {
      writeEvent(output, event);
    }
  }

  private static List<Event> readEvents(DataInput input, DiskOrder diskOrder) throws IOException {
    int count = input.readInt();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(readEvent(input, diskOrder));
    }
    return events;
  }

  /** Every node before its children, with their number: sequences are too long to recurse. */
  private static void writeTrees(DataOutput output, List<WakeupTree> roots) throws IOException {
    output.writeInt(roots.size());
    Deque<WakeupTree> left = new ArrayDeque<>();
    pushAll(left, roots);
    while (!left.isEmpty()) {
      WakeupTree node = left.pop();
      writeEvent(output, node.event());
      output.writeInt(node.children().size());
      pushAll(left, node.children());
    }
  }

  private static void pushAll(Deque<WakeupTree> stack, List<WakeupTree> nodes) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      stack.push(nodes.get(i));
    }
  }

  /** A list that is being read, and how many nodes it will have. */
  private record Unfinished(List<WakeupTree> nodes, int count) {}

  private static List<WakeupTree> readTrees(DataInput input, DiskOrder diskOrder)
      throws IOException {
    List<WakeupTree> roots = new ArrayList<>();
    Deque<Unfinished> open = new ArrayDeque<>();
    open.push(new Unfinished(roots, input.readInt()));
    while (!open.isEmpty()) {
      Unfinished top = open.element();
      if (top.nodes.size() == top.count) {
        open.pop();
      } else {
        Event event = readEvent(input, diskOrder);
        WakeupTree node = new WakeupTree(event, new ArrayList<>());
        top.nodes.add(node);
        open.push(new Unfinished(node.children(), input.readInt()));
      }
    }
    return roots;
  }

  private static void writeEvent(DataOutput output, Event event) throws IOException {
    output.writeByte(event.task());
    output.writeByte(event.kind().letter());
    output.writeInt(event.footprint().object());
    writeRange(output, event.footprint().first());
    writeRange(output, event.footprint().second());
    output.writeInt(event.otherTask());
    output.writeLong(event.found());
    output.writeLong(event.wanted());
    output.writeLong(event.secondFound());
    output.writeInt(event.enabler());
    output.writeBoolean(event.isFixed());
    Room room = event.room();
    output.writeBoolean(room != null);
    if (room != null) {
      room.save(output);
    }
  }

  private static Event readEvent(DataInput input, DiskOrder diskOrder) throws IOException {
    int task = input.readByte();
    StepKind kind = StepKind.ofLetter((char) input.readByte()).orElseThrow();
    int object = input.readInt();
    Range first = readRange(input);
    Footprint footprint = new Footprint(object, first, readRange(input));
    int otherTask = input.readInt();
    long found = input.readLong();
    long wanted = input.readLong();
    long secondFound = input.readLong();
    int enabler = input.readInt();
    boolean isFixed = input.readBoolean();
    return new Event(
        task,
        kind,
        footprint,
        otherTask,
        found,
        wanted,
        secondFound,
        enabler,
        isFixed,
        input.readBoolean() ? Room.restore(input) : null,
        diskOrder);
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

  private static void writeInts(DataOutput output, int[] numbers) throws IOException {
    output.writeInt(numbers.length);
    for (int number : numbers) {
      output.writeInt(number);
    }
  }

  private static int[] readInts(DataInput input) throws IOException {
    int[] numbers = new int[input.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = input.readInt();
    }
    return numbers;
  }
}
