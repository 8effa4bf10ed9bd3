package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which faults a step can meet, of those that the execution may show:
 *
 * <pre>
 * FILE_READ                  read-error, short-read where more than a byte is wanted, no-memory
 * FILE_SIZE, DIRECTORY_LIST  read-error
 * FILE_OPEN                  to create: write-error, full-disk where that is no file's name;
 *                            else read-error, file-in-use
 * FILE_WRITE                 write-error, short-write of more than a byte, no-memory,
 *                            full-disk where the file would grow
 * FILE_SYNC                  sync-failure, sync-in-doubt
 * DIRECTORY_SYNC             directory-sync-failure
 * RENAME, REMOVE             write-error, file-in-use
 * CLOCK_READ                 clock-forward, clock-back
 * DISK_ROOM                  little-room
 * </pre>
 *
 * <p>A disk that is full stays so, for every task, until a step that needs room finds that it is back.
 */
final class FaultRules {
  private static final List<Fault> SPACE = List.of(Fault.SPACE_BACK);

  private final Map<StepKind, List<Fault>> byKind = new EnumMap<>(StepKind.class);
  private final List<Fault> reads;
  private final List<Fault> readsOfAByte;
  private final List<Fault> openings;
  private final List<Fault> creations;
  private final List<Fault> takenNames;
  private final List<Fault> writes;
  private final List<Fault> writesOfAByte;
  private final List<Fault> growingWrites;
  private final List<Fault> growingWritesOfAByte;
  private final boolean canBeFull;
  private boolean full;

  FaultRules(Set<Fault> shown) {
    reads = shown(shown, Fault.READ_ERROR, Fault.SHORT_READ, Fault.NO_MEMORY);
    readsOfAByte = shown(shown, Fault.READ_ERROR, Fault.NO_MEMORY);
    openings = shown(shown, Fault.READ_ERROR, Fault.FILE_IN_USE);
    creations = shown(shown, Fault.WRITE_ERROR, Fault.FULL_DISK);
    takenNames = shown(shown, Fault.WRITE_ERROR);
    writes = shown(shown, Fault.WRITE_ERROR, Fault.SHORT_WRITE, Fault.NO_MEMORY);
    writesOfAByte = shown(shown, Fault.WRITE_ERROR, Fault.NO_MEMORY);
    growingWrites =
        shown(shown, Fault.WRITE_ERROR, Fault.SHORT_WRITE, Fault.NO_MEMORY, Fault.FULL_DISK);
    growingWritesOfAByte = shown(shown, Fault.WRITE_ERROR, Fault.NO_MEMORY, Fault.FULL_DISK);
    canBeFull = shown.contains(Fault.FULL_DISK);
    byKind.put(StepKind.FILE_SIZE, shown(shown, Fault.READ_ERROR));
    byKind.put(StepKind.DIRECTORY_LIST, shown(shown, Fault.READ_ERROR));
    byKind.put(StepKind.FILE_SYNC, shown(shown, Fault.SYNC_FAILURE, Fault.SYNC_IN_DOUBT));
    byKind.put(StepKind.DIRECTORY_SYNC, shown(shown, Fault.DIRECTORY_SYNC_FAILURE));
    byKind.put(StepKind.RENAME, shown(shown, Fault.WRITE_ERROR, Fault.FILE_IN_USE));
    byKind.put(StepKind.REMOVE, shown(shown, Fault.WRITE_ERROR, Fault.FILE_IN_USE));
    byKind.put(StepKind.CLOCK_READ, shown(shown, Fault.CLOCK_FORWARD, Fault.CLOCK_BACK));
    byKind.put(StepKind.DISK_ROOM, shown(shown, Fault.LITTLE_ROOM));
  }

  private static List<Fault> shown(Set<Fault> shown, Fault... faults) {
    List<Fault> result = new ArrayList<>();
    for (Fault fault : faults) {
      if (shown.contains(fault)) {
        result.add(fault);
      }
    }
    return List.copyOf(result);
  }

  /** Whether a clock among them may jump, so that reading it is a step. */
  static boolean clockJumps(Collection<Fault> shown) {
    return shown.contains(Fault.CLOCK_FORWARD) || shown.contains(Fault.CLOCK_BACK);
  }

  /** Whether there may be little room among them, so that looking for some is a step. */
  static boolean roomVaries(Collection<Fault> shown) {
    return shown.contains(Fault.LITTLE_ROOM);
  }

  /** Lets {@code chooser} decide what the step, which it just chose, meets. Returns what it decided. */
  Fault decide(Chooser chooser, SchedulingPoint point, int task) {
    PendingStep step = point.pending(task);
    boolean lacksRoom = full && step.needsRoom();
    if (canBeFull) {
      step.findsRoom(full);
    }
    List<Fault> possible = lacksRoom ? SPACE : possible(step);
    if (possible.isEmpty()) {
      return Fault.NONE;
    }
    Fault decided = chooser.fault(point, task, possible);
    Invariant.check(
        decided == Fault.NONE || possible.contains(decided), "%s, not %s", possible, decided);
    full = (full && decided != Fault.SPACE_BACK) || decided == Fault.FULL_DISK;
    step.meets(lacksRoom && decided == Fault.NONE ? Fault.FULL_DISK : decided);
    return decided;
  }

  private List<Fault> possible(PendingStep step) {
    return switch (step.kind()) {
      case FILE_OPEN -> step.firstAccess() == Access.WRITE ? ofCreation(step) : openings;
      case FILE_READ -> step.length() > 1 ? reads : readsOfAByte;
      case FILE_WRITE -> ofWrite(step, step.lengthAsked() > 1);
      default -> byKind.getOrDefault(step.kind(), List.of());
    };
  }

  private List<Fault> ofCreation(PendingStep step) {
    return step.needsRoom() ? creations : takenNames;
  }

  private List<Fault> ofWrite(PendingStep step, boolean canBeShort) {
    if (step.needsRoom()) {
      return canBeShort ? growingWrites : growingWritesOfAByte;
    }
    return canBeShort ? writes : writesOfAByte;
  }
}
