package dev.lockstep.model.check;

/** Hears how an exploration goes on. */
@FunctionalInterface
public interface ExplorationListener {

  /** Hears nothing. */
  ExplorationListener SILENT = executions -> {};

  /** Called now and then with the number of executions so far. */
  void progressed(long executions);
}
