package dev.lockstep.engine.live;

/** Hears of each milestone, on the task that reaches it. */
@FunctionalInterface
interface MilestoneListener {

  /** Hears nothing. */
  MilestoneListener NONE = (milestone, subject, value) -> {};

  void reached(String milestone, String subject, long value);
}
