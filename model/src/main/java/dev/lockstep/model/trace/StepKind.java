package dev.lockstep.model.trace;

/** The seam calls that are steps, each with the word that people read. */
public enum StepKind {
  TASK_START("starts"),
  SPAWN("spawns"),
  JOIN("joins"),
  LOCK("locks"),
  TRY_LOCK("tries to lock"),
  UNLOCK("unlocks"),
  AWAIT("awaits"),
  SIGNAL("signals"),
  CELL_GET("gets"),
  CELL_SET("sets"),
  CELL_COMPARE_AND_SET("compares and sets"),
  CELL_ADD("adds to"),
  FILE_OPEN("opens"),
  FILE_READ("reads"),
  FILE_WRITE("writes"),
  FILE_SIZE("measures"),
  FILE_SYNC("syncs"),
  FILE_CLOSE("closes"),
  DIRECTORY_LIST("lists"),
  RENAME("renames"),
  REMOVE("removes"),
  DIRECTORY_SYNC("syncs"),
  CLOCK_READ("reads");

  private final String word;

  StepKind(String word) {
    this.word = word;
  }

  /** The verb that goes between the task's name and the object's. */
  public String word() {
    return word;
  }
}
