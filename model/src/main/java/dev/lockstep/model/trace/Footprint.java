package dev.lockstep.model.trace;

/**
 * What a step touches: two ranges of one object. Steps of different tasks whose footprints do not
 * conflict commute: done in either order they see and leave the same.
 *
 * <p>Objects are numbered by their creation in an execution. The positions mean:
 *
 * <pre>
 * mutex, cell   one position, 0
 * file          the byte offsets; a write past the end reaches to infinity, for it moves the end;
 *               -1 - n stands for the n-th open handle, which every use reads and a close writes
 * directory     one position a file name, numbered by first use; a rename touches two
 * </pre>
 *
 * @param object the object's number; 0 is the directory
 * @param first a range of its positions
 * @param second another, mostly {@link Range#NOTHING}
 */
public record Footprint(int object, Range first, Range second) {

  /** The number of the directory. */
  public static final int DIRECTORY = 0;

  /** Whether the two steps' order can matter. */
  public boolean conflictsWith(Footprint other) {
    return object == other.object
        && (first.conflictsWith(other.first)
            || first.conflictsWith(other.second)
            || second.conflictsWith(other.first)
            || second.conflictsWith(other.second));
  }
}
