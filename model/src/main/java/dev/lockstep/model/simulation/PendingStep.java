package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.StepKind;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The step that a task takes next. Each task has one of these, filled in anew for every step: what
 * is to be kept has to be copied out of it, for example by {@link #footprint()}.
 *
 * <p>The footprint is known before the step is taken and covers what it will touch, whatever other
 * tasks do until then: files never shrink, so a write that lay inside a file when it was announced
 * still does. After the step it is exact: an attempt that changed nothing was a read, and a write
 * touches the end of the file only if it moved it.
 *
 * <p>What a step touches may hang on what others did before. {@link #found()} and {@link #wanted()},
 * numbers that stand for states of the object, tell how, so that one who knows what the step would
 * have found at another time can tell what it would have touched:
 *
 * <pre>
 * kind                        found                            wanted
 * cell steps                  the value                        the value that is replaced
 * mutex steps                 0 free, 1 held                   0
 * FILE_OPEN                   1 if the name was there, else 0  0 to create the file, else -1
 * RENAME, REMOVE              the same for the first name      1
 * FILE_WRITE                  the file's size                  where the bytes end
 * FILE_SIZE                   the file's size                  -
 * </pre>
 *
 * <p>{@code CELL_COMPARE_AND_SET}, {@code TRY_LOCK}, {@code FILE_OPEN}, {@code RENAME} and {@code
 * REMOVE} write their first position if they find what they want, else they read it.
 */
public final class PendingStep {
  /** Stands for a step where there is none. */
  public static final int NO_STEP = -1;

  private final ObjectNames names;
  private StepKind kind = StepKind.TASK_START;
  private @Nullable Awaited awaited;
  private int object;
  private long start;
  private long end;
  private Access access = Access.READ;
  private long secondStart;
  private long secondEnd;
  private Access secondAccess = Access.READ;
  private long found;
  private long wanted;
  private long secondFound;
  private int otherTask = SchedulingPoint.NO_TASK;
  private Fault fault = Fault.NONE;
  private @Nullable BooleanSupplier room;
  private long askedStart;
  private long askedEnd;
  private @Nullable RoomAsked roomAsked;

  PendingStep(ObjectNames names) {
    this.names = names;
  }

  /** The seam call. */
  public StepKind kind() {
    return kind;
  }

  /** The number of the object it touches. */
  public int object() {
    return object;
  }

  /** What the first position held when the step was taken, see above. */
  public long found() {
    return found;
  }

  /** What the step wants to find there, see above. */
  public long wanted() {
    return wanted;
  }

  /** For a {@code RENAME}, what {@link #found()} is for the second name. */
  public long secondFound() {
    return secondFound;
  }

  /** The task that is joined, or was spawned; else {@link SchedulingPoint#NO_TASK}. */
  public int otherTask() {
    return otherTask;
  }

  /**
   * The index of the signal that ended the wait after which this step locks the mutex again, {@link
   * #NO_STEP} if there is none. The step cannot come before it.
   */
  public int enabler() {
    return awaited == null ? NO_STEP : awaited.enabler();
  }

  /** The name of what has to be ready before the step can be taken. */
  String awaitedName() {
    return awaited == null ? objectName() : names.label(awaited.object());
  }

  /** Whether the task waits for a mutex, and for nothing else. */
  public boolean isUpToMutex() {
    return awaited != null && awaited.isUpToMutex();
  }

  /** What goes wrong with it; known once it was chosen. */
  public Fault fault() {
    return fault;
  }

  /**
   * What it has asked of the room on the disk; null for steps that never need any, and wherever the disk is
   * never full. Known once the step was chosen.
   */
  public @Nullable RoomAsked room() {
    return roomAsked;
  }

  /** What it touches. */
  public Footprint footprint() {
    Range second =
        secondStart == secondEnd ? Range.NOTHING : new Range(secondStart, secondEnd, secondAccess);
    return new Footprint(object, new Range(start, end, access), second);
  }

  /** The name of what it touches, as in {@link dev.lockstep.model.trace.Step#object()}. */
  public String objectName() {
    if (object != Footprint.DIRECTORY || end - start != 1) {
      return names.label(object);
    }
    String name = names.fileName(start);
    return kind == StepKind.RENAME ? name + " to " + names.fileName(secondStart) : name;
  }

  /** Whether it is about an object that was made with this name, which others may have too. */
  public boolean isAbout(String name) {
    return names.name(object).equals(name);
  }

  /** Whether it can be taken now: it does not lock a held mutex, join a running
   * task, or wait for a signal. */
  public boolean isEnabled() {
    return awaited == null || awaited.isReady();
  }

  /** Whether it may change what it touches. */
  public boolean writes() {
    return access == Access.WRITE || (secondAccess == Access.WRITE && secondStart < secondEnd);
  }

  /** Whether the two steps' order can matter: as their footprints say, without making them. */
  public boolean conflictsWith(PendingStep other) {
    return object == other.object
        && (conflictsWith(other.start, other.end, other.access)
            || conflictsWith(other.secondStart, other.secondEnd, other.secondAccess));
  }

  private boolean conflictsWith(long from, long to, Access how) {
    boolean writes = how == Access.WRITE;
    return ((writes || access == Access.WRITE) && Math.max(start, from) < Math.min(end, to))
        || ((writes || secondAccess == Access.WRITE)
            && Math.max(secondStart, from) < Math.min(secondEnd, to));
  }

  /** Begins anew: a step that touches {@code [start, end)} of an object and nothing else. */
  PendingStep set(StepKind newKind, int newObject, long newStart, long newEnd, Access newAccess) {
    kind = newKind;
    awaited = null;
    object = newObject;
    start = newStart;
    end = newEnd;
    access = newAccess;
    secondStart = 0;
    secondEnd = 0;
    otherTask = SchedulingPoint.NO_TASK;
    fault = Fault.NONE;
    room = null;
    roomAsked = null;
    return this;
  }

  PendingStep set(StepKind newKind, int newObject, Access newAccess) {
    return set(newKind, newObject, 0, 1, newAccess);
  }

  /** The step also touches one position more. */
  PendingStep and(long position, Access newAccess) {
    secondStart = position;
    secondEnd = position + 1;
    secondAccess = newAccess;
    return this;
  }

  /** The step makes a file or writes these bytes of one: whether it needs room is known when it is taken. */
  void mayNeedRoom(long start, long end, BooleanSupplier isNeeded) {
    askedStart = start;
    askedEnd = end;
    room = isNeeded;
  }

  /** How many bytes it was to write; 0 if it writes none. */
  long lengthAsked() {
    return room == null ? 0 : askedEnd - askedStart;
  }

  /** Whether it would make a file or let one grow if it were taken now. */
  boolean needsRoom() {
    return room != null && room.getAsBoolean();
  }

  /** The step is taken on a disk that is full, or is not but may be at another time. */
  void findsRoom(boolean isFull) {
    if (room != null) {
      roomAsked = new RoomAsked(askedStart, askedEnd, isFull);
    }
  }

  PendingStep after(Awaited newAwaited) {
    awaited = newAwaited;
    return this;
  }

  PendingStep about(int task) {
    otherTask = task;
    return this;
  }

  /** What the step found and what it wanted to find. */
  void found(long newFound, long newWanted) {
    found = newFound;
    wanted = newWanted;
  }

  /** The same for a step that touches two names. */
  void found(long newFound, long newSecondFound, long newWanted) {
    found(newFound, newWanted);
    secondFound = newSecondFound;
  }

  /** The first range turned out to be another one. */
  void touched(long newStart, long newEnd) {
    start = newStart;
    end = newEnd;
  }

  /** The step turned out to leave everything as it was. */
  void changedNothing() {
    access = Access.READ;
    secondAccess = Access.READ;
  }

  /** The step turned out to change what it was to look at. */
  void changed() {
    access = Access.WRITE;
  }

  void meets(Fault newFault) {
    fault = newFault;
  }

  /** The number of positions in the first range. */
  long length() {
    return end - start;
  }

  Access firstAccess() {
    return access;
  }

  @Nullable
  Awaited awaited() {
    return awaited;
  }

  /** The fingerprint of {@code before} and then this step. */
  long mixInto(long before) {
    long hash = Fingerprint.mix(before, (long) kind.name().hashCode() << 32 | object);
    hash = Fingerprint.mix(hash, start);
    hash = Fingerprint.mix(hash, access == Access.READ ? end : ~end);
    hash = Fingerprint.mix(hash, secondEnd);
    return fault == Fault.NONE ? hash : Fingerprint.mix(hash, fault.key().hashCode());
  }
}
