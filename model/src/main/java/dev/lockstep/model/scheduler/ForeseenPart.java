package dev.lockstep.model.scheduler;

import java.util.Optional;

/**
 * A part of an exhaustive search that can be run before it is its turn, on any thread: the executions
 * that follow from a foreseen one.
 *
 * <pre>
 * run the first one
 * for each next one
 *   run it
 *   take it over
 * </pre>
 */
public final class ForeseenPart {
  private final ExplorationTree tree;

  ForeseenPart(ForeseenExecution first) {
    tree = ExplorationTree.below(first);
  }

  /** The one that comes next, to be run; empty after the last. */
  public Optional<ForeseenExecution> next() {
    return tree.begin() ? Optional.of(tree.current()) : Optional.empty();
  }

  /** Takes over the one that came last, which has ended. */
  public void accept(ForeseenExecution execution) {
    tree.accept(execution);
  }
}
