package dev.lockstep.engine.file;

/** What a new file starts with. */
public enum InitialHeader {
  /** The header of an empty database, at position 0. */
  WRITTEN,
  /** One zero byte: the file is nothing until its first commit. */
  NONE
}
