package dev.lockstep.engine.platform;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/** The files of one directory, by name. */
public interface StorageFiles {

  /** How a file is opened. */
  enum OpenMode {
    /** An existing file, reads only. */
    READ,
    /** An existing file, reads and writes. */
    WRITE,
    /** A file that does not exist yet, reads and writes. */
    CREATE_NEW
  }

  /**
   * Opens a file.
   *
   * @throws FileNotFoundException if there is no file of that name and the mode does not create it
   * @throws FileExistsException if there is one and the mode is {@link OpenMode#CREATE_NEW}
   */
  StorageFile open(String name, OpenMode mode) throws IOException;

  /** The names of all files, in ascending order. */
  List<String> list() throws IOException;

  /**
   * Gives the file {@code source} the name {@code target} in one atomic step, replacing a file of
   * that name. Open handles stay valid. Durable after {@link #syncDirectory()}.
   *
   * @throws FileNotFoundException if there is no file {@code source}
   */
  void rename(String source, String target) throws IOException;

  /**
   * Removes a file. Open handles stay valid. Durable after {@link #syncDirectory()}.
   *
   * @throws FileNotFoundException if there is no file of that name
   */
  void remove(String name) throws IOException;

  /** Removes a file if it is there. Returns whether it was. */
  default boolean removeIfPresent(String name) throws IOException {
    try {
      remove(name);
      return true;
    } catch (FileNotFoundException absent) {
      return false;
    }
  }

  /** Makes every creation, rename and removal so far durable. */
  void syncDirectory() throws IOException;

  /**
   * How many bytes may still be written, as far as the file system knows: others write to it too.
   * {@link Long#MAX_VALUE} where there is no limit.
   */
  long usableBytes() throws IOException;
}
