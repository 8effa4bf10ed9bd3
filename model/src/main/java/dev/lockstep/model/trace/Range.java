package dev.lockstep.model.trace;

/**
 * A range of positions of one object, and how it is touched.
 *
 * @param start the first position
 * @param end the position after the last; the range is empty where it is not above {@code start}
 * @param access read or write
 */
public record Range(long start, long end, Access access) {

  /** Touches no position. */
  public static final Range NOTHING = new Range(0, 0, Access.READ);

  /** Whether both touch a position that at least one of them writes. */
  public boolean conflictsWith(Range other) {
    boolean oneWrites = access == Access.WRITE || other.access == Access.WRITE;
    return oneWrites && Math.max(start, other.start) < Math.min(end, other.end);
  }
}
