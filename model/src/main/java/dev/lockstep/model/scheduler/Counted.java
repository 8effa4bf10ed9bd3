package dev.lockstep.model.scheduler;

/** Numbers of things in words. */
final class Counted {
  private Counted() {}

  /** For example {@code 1 schedule} or {@code 12 schedules}. */
  static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
