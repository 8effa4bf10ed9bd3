package dev.lockstep.model.spec;

/** Something that somebody, or the machine, does to a directory while its store is closed. */
public sealed interface DiskChange {

  /** The file that it takes its bytes from, or changes. */
  String file();

  /** Another file gets the same bytes; one of its name is replaced. */
  record Copy(String file, String as) implements DiskChange {}

  /** A file is gone. */
  record Remove(String file) implements DiskChange {}

  /** The last bytes of a file are gone; all of them where it has no more. */
  record Cut(String file, int bytes) implements DiskChange {}

  /** The last bytes of a file are not what was written: every bit of them is turned. */
  record Spoil(String file, int bytes) implements DiskChange {}

  /** So many zeros follow the last byte of a file. */
  record Append(String file, int bytes) implements DiskChange {}

  /** There is a file of so many zeros; one of its name is replaced. */
  record Leave(String file, int bytes) implements DiskChange {}
}
