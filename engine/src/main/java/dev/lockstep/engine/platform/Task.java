package dev.lockstep.engine.platform;

/** A started task. */
public interface Task {

  /** The name the task was started with. */
  String name();

  /** Waits until the task's body has returned or thrown. */
  void join();
}
