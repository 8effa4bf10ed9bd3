package dev.lockstep.model.trace;

/**
 * One step that was performed.
 *
 * @param index its place in the execution, from 0
 * @param task the number of the task that took it
 * @param taskName that task's name
 * @param kind the seam call
 * @param object the name of what it touched: {@code name#n} for the n-th object of that name, a file
 *     name (two for a rename) where it touched the directory
 * @param footprint what it touched
 * @param result the number or the bytes moved; 1 or 0 for success and failure; a file's size or
 *     object number; for a cell of objects, how often it had been set; -1 where the call failed
 * @param fault what went wrong with it
 */
public record Step(
    int index,
    int task,
    String taskName,
    StepKind kind,
    String object,
    Footprint footprint,
    long result,
    Fault fault) {

  /** A step that nothing goes wrong with. */
  public Step(
      int index,
      int task,
      String taskName,
      StepKind kind,
      String object,
      Footprint footprint,
      long result) {
    this(index, task, taskName, kind, object, footprint, result, Fault.NONE);
  }

  /** A line for people, such as {@code flusher writes db.couch.1#1 [4096, 4100)}. */
  public String describe() {
    return fault == Fault.NONE ? describeEffect() : describeFault();
  }

  private String describeFault() {
    boolean failed = result < 0;
    String effect = failed ? taskName + " " + kind.word() + " " + object : describeEffect();
    return effect + ": " + fault.words();
  }

  private String describeEffect() {
    String line = taskName + " " + kind.word() + " " + object;
    return switch (kind) {
      case TASK_START -> taskName + " " + kind.word();
      case SPAWN -> taskName + " " + kind.word() + " task " + result;
      case FILE_READ, FILE_WRITE -> line + bytes();
      case FILE_SIZE, CELL_GET, CELL_SET, CELL_ADD -> line + " = " + result;
      case TRY_LOCK, CELL_COMPARE_AND_SET -> line + (result == 1 ? ": yes" : ": no");
      case FILE_OPEN, RENAME, REMOVE -> result < 0 ? line + ": fails" : line;
      default -> line;
    };
  }

  private String bytes() {
    long start = footprint.first().start();
    return result < 0
        ? " at " + start + ": end of file"
        : " [" + start + ", " + (start + result) + ")";
  }
}
