package dev.lockstep.model.execution;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Search;

/** When crashes of an execution are taken. */
public enum CrashCheck {
  NEVER,
  /** Never, but what it takes to do so when the execution has ended is kept. */
  AFTERWARDS,
  /** Before every step that could matter, and after the last. */
  EVERYWHERE,
  /** Where the execution ends, or the chooser stops it. */
  AT_THE_END;

  /** Where an execution stands for others, the crashes of all of them are taken afterwards. */
  public static CrashCheck of(Scenario scenario) {
    if (!scenario.crash()) {
      return NEVER;
    }
    return scenario.search().kind() == Search.Kind.EXHAUSTIVE ? AFTERWARDS : EVERYWHERE;
  }
}
