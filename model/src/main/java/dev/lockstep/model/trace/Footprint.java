package dev.lockstep.model.trace;

/**
 * What a step touches: two ranges of one object. Steps of different tasks whose footprints do not
 * conflict commute: done in either order they see and leave the same.
 *
 * <p>An object's number says who made it, and is the same in executions that differ by the order of
 * commuting steps alone. The positions mean:
 *
 * <pre>
 * mutex, cell,  one position, 0
 * condition
 * tasks         one position, 0, which starting a task writes, for it takes the next task number
 * file          the byte offsets; a write past the end begins at the end, if that is lower, and
 *               reaches to infinity, for it moves the end;
 *               -1 - n stands for open handle n, which every use reads and a close writes
 * directory     one position a file name, a fingerprint of it; a rename touches two
 * </pre>
 *
 * @param object the object's number; 0 is the directory, 1 the set of tasks
 * @param first a range of its positions
 * @param second another, mostly {@link Range#NOTHING}
 */
public record Footprint(int object, Range first, Range second) {

  /** The number of the directory. */
  public static final int DIRECTORY = 0;

  /** The number of the set of tasks. */
  public static final int TASKS = 1;

  /** Whether the two steps' order can matter. */
  public boolean conflictsWith(Footprint other) {
    return object == other.object
        && (first.conflictsWith(other.first)
            || first.conflictsWith(other.second)
            || second.conflictsWith(other.first)
            || second.conflictsWith(other.second));
  }
}
