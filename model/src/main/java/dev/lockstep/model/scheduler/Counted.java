package dev.lockstep.model.scheduler;

import java.util.Locale;

/** Numbers of things in words. */
public final class Counted {
  private Counted() {}

  /** For example {@code 1 schedule} or {@code 1200 schedules}. */
  public static String of(long number, String thing) {
    return number + " " + noun(number, thing);
  }

  /** For example {@code 1,200 schedules}. */
  public static String grouped(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s", number, noun(number, thing));
  }

  private static String noun(long number, String thing) {
    return number == 1 ? thing : thing + "s";
  }
}
