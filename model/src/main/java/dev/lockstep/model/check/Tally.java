package dev.lockstep.model.check;

import java.util.HashSet;
import java.util.Set;

/** What the executions that count came to, added up in their order. */
final class Tally {
  private final ExplorationListener listener;
  private final Set<Long> traces = new HashSet<>();
  private final Set<Long> disks = new HashSet<>();
  private long executions;
  private long steps;

  Tally(ExplorationListener listener) {
    this.listener = listener;
  }

  /** One of so many executions is told of. */
  private static final int PROGRESS_EVERY = 64;

  void add(Execution.Result result) {
    add(result.simulation().schedule().length(), result.simulation().trace().hash());
  }

  void add(long executionSteps, long trace) {
    executions++;
    steps += executionSteps;
    traces.add(trace);
    if (executions % PROGRESS_EVERY == 0) {
      listener.progressed(executions);
    }
  }

  /** Disks that were woken, by their contents. */
  void addWoken(Set<Long> contents) {
    disks.addAll(contents);
  }

  long executions() {
    return executions;
  }

  long steps() {
    return steps;
  }

  long distinctTraces() {
    return traces.size();
  }

  long crashes() {
    return disks.size();
  }
}
