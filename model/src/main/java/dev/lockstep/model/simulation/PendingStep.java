package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * The step that a task takes next. Each task has one of these, filled in anew for every step: what
 * is to be kept has to be copied out of it, for example by {@link #footprint()}.
 *
 * <p>The footprint is known before the step is taken and stays right until then, whatever other
 * tasks do: files never shrink, so a write that lay inside a file when it was announced still does.
 * After the step it may be narrower: an attempt that changed nothing was a read.
 */
public final class PendingStep {
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

  /** Whether it can be taken now: it does not lock a held mutex or join a running task. */
  public boolean isEnabled() {
    return awaited == null || awaited.isReady();
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

  PendingStep after(Awaited newAwaited) {
    awaited = newAwaited;
    return this;
  }

  /** The step turned out to change nothing. */
  void changedNothing() {
    access = Access.READ;
    secondAccess = Access.READ;
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
    return Fingerprint.mix(hash, secondEnd);
  }
}
