package dev.lockstep.model.trace;

import java.util.Arrays;
import java.util.Optional;

/** The seam calls that are steps, each with the word that people read. */
public enum StepKind {
  TASK_START('a', "starts"),
  SPAWN('b', "spawns"),
  JOIN('c', "joins"),
  LOCK('d', "locks"),
  TRY_LOCK('e', "tries to lock"),
  UNLOCK('f', "unlocks"),
  AWAIT('g', "awaits"),
  SIGNAL('h', "signals"),
  CELL_GET('i', "gets"),
  CELL_SET('j', "sets"),
  CELL_COMPARE_AND_SET('k', "compares and sets"),
  CELL_ADD('l', "adds to"),
  FILE_OPEN('m', "opens"),
  FILE_READ('n', "reads"),
  FILE_WRITE('o', "writes"),
  FILE_SIZE('p', "measures"),
  FILE_SYNC('q', "syncs"),
  FILE_CLOSE('r', "closes"),
  DIRECTORY_LIST('s', "lists"),
  RENAME('t', "renames"),
  REMOVE('u', "removes"),
  DIRECTORY_SYNC('v', "syncs"),
  CLOCK_READ('w', "reads"),
  DISK_ROOM('x', "looks for room in");

  private final char letter;
  private final String word;

  StepKind(char letter, String word) {
    this.letter = letter;
    this.word = word;
  }

  /** The letter for it in replay tokens; never given anew. */
  public char letter() {
    return letter;
  }

  /** The kind of a letter. */
  public static Optional<StepKind> ofLetter(char letter) {
    return Arrays.stream(values()).filter(kind -> kind.letter == letter).findFirst();
  }

  /** The verb that goes between the task's name and the object's. */
  public String word() {
    return word;
  }
}
