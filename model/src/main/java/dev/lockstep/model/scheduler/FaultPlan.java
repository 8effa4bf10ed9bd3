package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultPoint;
import dev.lockstep.model.trace.Fingerprint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of its own steps each task meets a fault at.
 *
 * @param points in ascending order, each once
 */
record FaultPlan(List<FaultPoint> points) {
  /** Nothing goes wrong. */
  static final FaultPlan NONE = new FaultPlan(List.of());

  FaultPlan {
    points = List.copyOf(points);
  }

  int size() {
    return points.size();
  }

  Set<FaultPoint> asSet() {
    return Set.copyOf(points);
  }

  /** What a task meets at one of its own steps, if it can. */
  Fault at(int task, int ownStep) {
    for (FaultPoint point : points) {
      if (point.task() == task && point.ownStep() == ownStep) {
        return point.fault();
      }
    }
    return Fault.NONE;
  }

  /** This plan and another fault. */
  FaultPlan and(FaultPoint another) {
    TreeSet<FaultPoint> all = new TreeSet<>(points);
    Invariant.check(all.add(another), "a plan %s with %s twice", points, another);
    return new FaultPlan(new ArrayList<>(all));
  }

  /** The same for the same plan on every machine; never negative. */
  long fingerprint() {
    return Fingerprint.of(points.toString()) >>> 1;
  }

  void save(DataOutput output) throws IOException {
    output.writeInt(points.size());
    for (FaultPoint point : points) {
      output.writeInt(point.task());
      output.writeInt(point.ownStep());
      output.writeInt(point.fault().number());
    }
  }

  static FaultPlan restore(DataInput input) throws IOException {
    int count = input.readInt();
    List<FaultPoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int task = input.readInt();
      int ownStep = input.readInt();
      points.add(new FaultPoint(task, ownStep, Fault.ofNumber(input.readInt()).orElseThrow()));
    }
    return new FaultPlan(points);
  }
}
