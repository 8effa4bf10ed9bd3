package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The decisions of an execution so far, the fingerprint of its steps, and the steps if asked for. */
final class StepLog {
  private final Recording recording;
  private final List<Step> steps = new ArrayList<>();
  private final List<MilestoneReached> milestones = new ArrayList<>();
  private final List<FaultDecision> faults = new ArrayList<>();
  private byte[] decisions = new byte[128];
  private int length;
  private long hash = Fingerprint.EMPTY;

  StepLog(Recording recording) {
    this.recording = recording;
  }

  /** How many steps were decided. */
  int length() {
    return length;
  }

  void decide(int task) {
    if (length == decisions.length) {
      decisions = Arrays.copyOf(decisions, 2 * length);
    }
    decisions[length] = (byte) task;
    length++;
  }

  /** The step that was decided last meets a fault. */
  void decide(Fault fault) {
    faults.add(new FaultDecision(length - 1, fault));
  }

  void performed(SimulatedTask task, long result, long fingerprint) {
    PendingStep step = task.pending;
    hash = step.mixInto(Fingerprint.mix(hash, task.number));
    hash = Fingerprint.mix(Fingerprint.mix(hash, result), fingerprint);
    if (recording == Recording.STEPS) {
      steps.add(new Step(
          length - 1,
          task.number,
          task.name(),
          step.kind(),
          step.objectName(),
          step.footprint(),
          result,
          step.fault()));
    }
  }

  void reached(int task, String name, String subject, long value) {
    hash = Fingerprint.mix(Fingerprint.mix(hash, name.hashCode()), task);
    hash = Fingerprint.mix(Fingerprint.mix(hash, subject.hashCode()), value);
    if (recording == Recording.STEPS) {
      milestones.add(new MilestoneReached(length, task, name, subject, value));
    }
  }

  /** A milestone of the machine's own: time has passed, to the end of a wait of this task. */
  void timePassed(SimulatedTask task, String waitedFor, long nowNanos) {
    reached(task.number, "time.passed", waitedFor, nowNanos);
  }

  Schedule schedule() {
    return Schedule.of(decisions, length, faults);
  }

  Trace trace() {
    return new Trace(steps, milestones, hash);
  }
}
