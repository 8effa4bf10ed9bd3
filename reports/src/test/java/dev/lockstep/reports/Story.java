package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Counterexample.Call;
import dev.lockstep.model.result.Counterexample.Shown;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes an execution step by step, in the shape in which the simulation records one. */
final class Story {
  private static final Range WHOLE = new Range(0, 1, Access.WRITE);

  static final String TOKEN =
      "L3_bugs/B05-metadata-only-commit_9f86d081_1a2b0c3d_b13.n07aaa19b16c4_5c1e";

  private final List<String> tasks;
  private final List<Step> steps = new ArrayList<>();
  private final List<MilestoneReached> milestones = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private final List<String> objects = new ArrayList<>(List.of("directory"));
  private int task;
  private Optional<String> why = Optional.empty();

  Story(String... tasks) {
    this.tasks = List.of(tasks);
  }

  /** What follows is done by this task. */
  Story as(int number) {
    task = number;
    boolean started = steps.stream().anyMatch(step -> step.task() == number);
    return started
        ? this
        : step(StepKind.TASK_START, tasks.get(number) + "#1", new Range(0, 1, Access.READ), 1);
  }

  /** The next step is taken by a task that the scenario does not name. */
  Story startedBySomeone(int number, String name) {
    steps.add(new Step(
        steps.size(),
        number,
        name,
        StepKind.TASK_START,
        name + "#1",
        new Footprint(number(name + "#1"), WHOLE, Range.NOTHING),
        1));
    return as(0);
  }

  Story lock(String mutex) {
    return step(StepKind.LOCK, mutex, WHOLE, 1);
  }

  Story unlock(String mutex) {
    return step(StepKind.UNLOCK, mutex, WHOLE, 1);
  }

  Story get(String cell, long value) {
    return step(StepKind.CELL_GET, cell, new Range(0, 1, Access.READ), value);
  }

  Story compareAndSet(String cell) {
    return step(StepKind.CELL_COMPARE_AND_SET, cell, WHOLE, 1);
  }

  Story add(String cell, long value) {
    return step(StepKind.CELL_ADD, cell, WHOLE, value);
  }

  /** Opens or creates; the file's steps name it {@code name#1}. */
  Story open(String name) {
    return directory(StepKind.FILE_OPEN, name, number(name + "#1"));
  }

  Story read(String file, long start, long length) {
    return step(StepKind.FILE_READ, file, new Range(start, start + length, Access.READ), length);
  }

  Story write(String file, long start, long length) {
    return step(StepKind.FILE_WRITE, file, new Range(start, Long.MAX_VALUE, Access.WRITE), length);
  }

  /** One commit: data and header, sync, the byte that makes the header one, sync. */
  Story commit(String file, long start, long length) {
    write(file, start, length).write(file, start + length, 4096).sync(file);
    return write(file, start + length, 1).sync(file);
  }

  Story sync(String file) {
    return step(StepKind.FILE_SYNC, file, new Range(0, Long.MAX_VALUE, Access.READ), 1);
  }

  Story directory(StepKind kind, String name, long result) {
    steps.add(new Step(
        steps.size(),
        task,
        tasks.get(task),
        kind,
        name,
        new Footprint(0, WHOLE, Range.NOTHING),
        result));
    return this;
  }

  Story reached(String name, String subject, long value) {
    milestones.add(new MilestoneReached(steps.size(), task, name, subject, value));
    return this;
  }

  /** A call of the current task that began {@code stepsAgo} steps ago and has returned. */
  Story called(int firstStep, String operation, String answer) {
    calls.add(new Call(task, operation, Optional.of(answer), firstStep, steps.size() - 1));
    return this;
  }

  /** A call of the current task that never returned. */
  Story cut(int firstStep, String operation) {
    calls.add(new Call(task, operation, Optional.empty(), firstStep, -1));
    return this;
  }

  /** From now on the store shows this, and the specification says that. */
  Story shows(String store, String specification) {
    boolean isSame = store.equals(specification);
    shown.add(new Shown(
        steps.size(),
        "0.couch.1",
        store,
        specification,
        isSame ? Optional.empty() : Optional.of("it lacks what it should show")));
    return this;
  }

  /** The order of which two steps decides. */
  Story because(String reason) {
    why = Optional.of(reason);
    return this;
  }

  /** The index that the next step will have. */
  int next() {
    return steps.size();
  }

  Counterexample violates(
      Property property, String promised, String seen, int preemptions, List<String> lost) {
    Optional<Counterexample.CrashPoint> crash = lost.isEmpty()
        ? Optional.empty()
        : Optional.of(new Counterexample.CrashPoint(next(), 3, lost));
    return new Counterexample(
        property,
        promised,
        seen,
        preemptions,
        tasks,
        steps,
        milestones,
        calls,
        crash,
        TOKEN,
        shown,
        why,
        Optional.empty());
  }

  private Story step(StepKind kind, String object, Range range, long result) {
    Footprint footprint = new Footprint(number(object), range, Range.NOTHING);
    steps.add(new Step(steps.size(), task, tasks.get(task), kind, object, footprint, result));
    return this;
  }

  private int number(String object) {
    if (!objects.contains(object)) {
      objects.add(object);
    }
    return objects.indexOf(object);
  }
}
