package dev.lockstep.model.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can go wrong with one step, because the machine beneath it is no better than machines are. */
public enum Fault {
  /** Nothing goes wrong. */
  NONE(0, "none", "goes well"),
  /** Reading, opening or listing fails. */
  READ_ERROR(1, "read-error", "read error"),
  /** Writing, creating, renaming or removing fails, and nothing has changed. */
  WRITE_ERROR(2, "write-error", "write error"),
  /** A read returns half of the bytes that were asked for and are there. */
  SHORT_READ(3, "short-read", "short read"),
  /** A write takes half of the bytes. */
  SHORT_WRITE(4, "short-write", "short write"),
  /** The disk is full from this step on: what makes a file or lets one grow fails. */
  FULL_DISK(5, "full-disk", "the disk is full"),
  /** The disk that was full has room again, before this step. */
  SPACE_BACK(6, "space-back", "the disk has room again"),
  /**
   * A sync fails and the file's bytes that were not durable never will be, though reads still show
   * them: no later sync writes them, and it succeeds.
   */
  SYNC_FAILURE(7, "sync-failure", "sync failure, unsynced bytes dropped"),
  /** A sync fails, and the bytes may be durable or not: a later sync makes them so. */
  SYNC_IN_DOUBT(8, "sync-in-doubt", "sync failure, bytes in doubt"),
  /** A sync of the directory fails; names are as uncertain as before. */
  DIRECTORY_SYNC_FAILURE(9, "directory-sync-failure", "directory sync failure"),
  /** A file is not opened, renamed or removed because somebody has it open. */
  FILE_IN_USE(10, "file-in-use", "the file is in use"),
  /** The wall clock has jumped a day ahead when it is read. */
  CLOCK_FORWARD(11, "clock-forward", "the clock jumps ahead"),
  /** The wall clock has jumped a day back when it is read. */
  CLOCK_BACK(12, "clock-back", "the clock jumps back"),
  /** The memory that a read or write needs on its way is not to be had: an {@link OutOfMemoryError}. */
  NO_MEMORY(13, "no-memory", "out of memory"),
  /** A look at how much room the disk has finds none; the next one may find some. */
  LITTLE_ROOM(14, "little-room", "the disk has too little room");

  private final int number;
  private final String key;
  private final String words;

  Fault(int number, String key, String words) {
    this.number = number;
    this.key = key;
    this.words = words;
  }

  /** The number for it in replay tokens; never given anew. */
  public int number() {
    return number;
  }

  /** The fault of a number. */
  public static Optional<Fault> ofNumber(int number) {
    return Arrays.stream(values()).filter(fault -> fault.number == number).findFirst();
  }

  /** The word for it in scenario files. */
  public String key() {
    return key;
  }

  /** What a trace says of the step that meets it. */
  public String words() {
    return words;
  }

  /** The faults a scenario can ask for, in the order of this enum. */
  public static List<Fault> kinds() {
    return Arrays.stream(values())
        .filter(fault -> fault != NONE && fault != SPACE_BACK)
        .toList();
  }

  /** Finds one of {@link #kinds} by its key. */
  public static Optional<Fault> of(String key) {
    return kinds().stream().filter(fault -> fault.key.equals(key)).findFirst();
  }
}
