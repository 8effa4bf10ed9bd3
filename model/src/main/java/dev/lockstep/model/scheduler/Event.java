package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.RoomAsked;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step as the reduction sees it: who took it, and what must not be exchanged with it.
 *
 * @param task whose step it is
 * @param kind the seam call
 * @param footprint what it touched; where the disk is not observed a sync touches its handle alone
 * @param otherTask the task that it joins or spawned, -1 if none
 * @param found see {@link PendingStep#found()}
 * @param wanted see {@link PendingStep#wanted()}
 * @param secondFound see {@link PendingStep#secondFound()}
 * @param enabler see {@link PendingStep#enabler()}
 * @param isFixed whether it meets a fault, and so does the same whatever it finds, but that a write touches the
 *     end of the file or does not
 * @param room what it has to do with the room on the disk; null if nothing, or the disk is never full
 * @param diskOrder whether the disk is observed
 */
record Event(
    int task,
    StepKind kind,
    Footprint footprint,
    int otherTask,
    long found,
    long wanted,
    long secondFound,
    int enabler,
    boolean isFixed,
    @Nullable Room room,
    DiskOrder diskOrder) {

  /** A task's step, as it was performed where no faults are planned. */
  static Event of(int task, PendingStep step, DiskOrder diskOrder) {
    return of(task, step, Fault.NONE, diskOrder);
  }

  /** A task's step, as it was performed under a plan that holds {@code planned} for it. */
  static Event of(int task, PendingStep step, Fault planned, DiskOrder diskOrder) {
    StepKind kind = step.kind();
    Footprint footprint = step.footprint();
    RoomAsked asked = step.room();
    boolean syncs = kind == StepKind.FILE_SYNC || kind == StepKind.DIRECTORY_SYNC;
    if (syncs && diskOrder == DiskOrder.UNOBSERVED) {
      footprint = new Footprint(footprint.object(), Range.NOTHING, footprint.second());
    }
    return new Event(
        task,
        kind,
        footprint,
        step.otherTask(),
        step.found(),
        step.wanted(),
        step.secondFound(),
        step.enabler(),
        step.fault() != Fault.NONE,
        asked == null ? null : Room.of(asked, planned),
        diskOrder);
  }

  /** Throws if a step that repeats this one, as step {@code index}, is another. */
  void requireSame(int index, PendingStep step) {
    if (kind != step.kind() || footprint.object() != step.object()) {
      throw new NondeterminismException("at step " + index + " the same schedule did " + kind
          + " before and " + step.kind() + " on " + step.objectName() + " now");
    }
  }

  /** Whether the two must stay in their order: they are of one task, or do not commute. */
  boolean conflictsWith(Event other) {
    return task == other.task
        || footprint.conflictsWith(other.footprint)
        || otherTask == other.task
        || other.otherTask == task
        || conflictsOverRoom(other)
        || (diskOrder == DiskOrder.OBSERVED && writesFileOf(other));
  }

  private boolean conflictsOverRoom(Event other) {
    return room != null
        && other.room != null
        && (room.changes() || other.room.changes())
        && needsRoom()
        && other.needsRoom();
  }

  /** Whether it makes a file or would let one grow, where the disk may be full. */
  boolean needsRoom() {
    return room != null && (kind == StepKind.FILE_OPEN ? found == wanted : found < room.end());
  }

  /** Those of some events that commute with one. */
  static List<Event> thoseThatCommute(List<Event> events, Event with) {
    List<Event> commuting = new ArrayList<>(events.size());
    for (Event event : events) {
      if (!event.conflictsWith(with)) {
        commuting.add(event);
      }
    }
    return commuting;
  }

  /** Whether the two conflict with the same events, whatever they find. */
  boolean conflictsLike(Event other) {
    return task == other.task
        && kind == other.kind
        && otherTask == other.otherTask
        && footprint.equals(other.footprint)
        && Objects.equals(room, other.room);
  }

  private boolean writesFileOf(Event other) {
    return kind == StepKind.FILE_WRITE
        && other.kind == StepKind.FILE_WRITE
        && footprint.object() == other.footprint.object();
  }

  /** Whether a crash right after it may leave another disk than one right before it. */
  boolean changesDisk() {
    return switch (kind) {
      case FILE_WRITE, FILE_SYNC, DIRECTORY_SYNC -> true;
      case FILE_OPEN, RENAME, REMOVE -> footprint.first().access() == Access.WRITE;
      default -> false;
    };
  }

  /** Whether it takes a mutex that may be given back later. */
  boolean acquires(int mutex) {
    return footprint.object() == mutex
        && (kind == StepKind.LOCK
            || (kind == StepKind.TRY_LOCK && footprint.first().access() == Access.WRITE));
  }

  /**
   * This event as it is when it comes right before {@code first}, which was performed before it and
   * after which nothing happened that both conflict with. It does the same call, but may find
   * something else: then a compare-and-set that failed succeeds, or a write that stayed inside the
   * file moves its end.
   */
  Event aheadOf(Event first) {
    long then = footprint.object() == first.footprint.object() ? foundAheadOf(first) : found;
    if (room != null) {
      Room ahead = roomAheadOf(room, first);
      boolean isSame = then == found && ahead.equals(room);
      return isSame ? this : finding(then, wanted, footprint, ahead).redone(ahead);
    }
    boolean isSame = then == found || (isFixed && kind != StepKind.FILE_WRITE);
    return isSame ? this : finding(then, wanted, footprintIf(then), null);
  }

  private static Room roomAheadOf(Room own, Event first) {
    Room before = first.room;
    return before != null && first.needsRoom() ? own.ifFull(before.isFull()) : own;
  }

  private Event finding(long then, long wants, Footprint touched, @Nullable Room ahead) {
    return new Event(
        task,
        kind,
        touched,
        otherTask,
        then,
        wants,
        secondFound,
        enabler,
        isFixed,
        ahead,
        diskOrder);
  }

  /** This event, which may need room, with what it touches worked out anew from what it finds. */
  private Event redone(Room own) {
    boolean isRefused = needsRoom() && own.refuses();
    Range first = footprint.first();
    if (kind == StepKind.FILE_OPEN) {
      boolean makes = found == wanted && !isRefused && !own.failsAnyway();
      Access access = makes ? Access.WRITE : Access.READ;
      return touching(wanted, new Range(first.start(), first.end(), access));
    }
    boolean fails = isRefused || own.failsAnyway();
    long end = fails ? own.end() : own.endWritten();
    return touching(end, written(own.start(), end, found, fails ? Access.READ : Access.WRITE));
  }

  private Event touching(long wants, Range range) {
    return finding(
        found, wants, new Footprint(footprint.object(), range, footprint.second()), room);
  }

  private long foundAheadOf(Event first) {
    return switch (kind) {
      case FILE_WRITE, FILE_SIZE -> first.movesEnd() ? first.found : found;
      case CELL_COMPARE_AND_SET, TRY_LOCK, FILE_OPEN, RENAME, REMOVE -> {
        long position = footprint.first().start();
        if (writes(first.footprint.first(), position)) {
          yield first.found;
        }
        yield writes(first.footprint.second(), position) ? first.secondFound : found;
      }
      default -> found;
    };
  }

  private boolean movesEnd() {
    return kind == StepKind.FILE_WRITE
        && footprint.first().access() == Access.WRITE
        && found < wanted;
  }

  private static boolean writes(Range range, long position) {
    return range.access() == Access.WRITE && range.start() <= position && position < range.end();
  }

  private Footprint footprintIf(long then) {
    Range first = footprint.first();
    Range changed = switch (kind) {
      case FILE_WRITE -> written(first.start(), wanted, then, first.access());
      case FILE_SIZE -> new Range(then, Long.MAX_VALUE, Access.READ);
      default -> new Range(first.start(), first.end(), then == wanted ? Access.WRITE : Access.READ);
    };
    return new Footprint(footprint.object(), changed, footprint.second());
  }

  /** What a write touches of a file of some size, and reads only if it fails. */
  private static Range written(long start, long end, long size, Access access) {
    return size < end
        ? new Range(Math.min(start, size), Long.MAX_VALUE, access)
        : new Range(start, end, access);
  }
}
