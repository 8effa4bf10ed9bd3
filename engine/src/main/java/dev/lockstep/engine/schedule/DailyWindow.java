package dev.lockstep.engine.schedule;

import static dev.lockstep.engine.invariant.Argument.checkRange;

/**
 * Times of every day, UTC: from one second of the day on and up to another. Where the end is not after
 * the start, the window goes on past midnight; where they are equal, it is the whole day.
 *
 * @param fromSecond the first second in it, 0 to 86,399
 * @param toSecond the first second after it, 0 to 86,399
 */
public record DailyWindow(int fromSecond, int toSecond) {
  private static final int SECONDS_A_DAY = 24 * 60 * 60;

  /** The whole day. */
  public static final DailyWindow ALWAYS = new DailyWindow(0, 0);

  public DailyWindow {
    checkRange("first second of a window", fromSecond, 0, SECONDS_A_DAY - 1);
    checkRange("second after a window", toSecond, 0, SECONDS_A_DAY - 1);
  }

  /** Whether a time, in seconds since 1970, is in it. */
  public boolean contains(long epochSeconds) {
    long second = Math.floorMod(epochSeconds, (long) SECONDS_A_DAY);
    return fromSecond < toSecond
        ? second >= fromSecond && second < toSecond
        : second >= fromSecond || second < toSecond;
  }
}
