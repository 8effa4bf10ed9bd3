package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Something that somebody, or the machine, does to a directory while its store is closed. */
public sealed interface DiskChange {

  /** A directory whose store is closed. */
  interface Directory {

    /** A file's bytes, in an array of the caller's own. */
    byte[] bytes(String file) throws FileNotFoundException;

    /** There is a file of these bytes; one of its name is replaced. */
    void put(String file, byte[] bytes);

    void remove(String file) throws FileNotFoundException;

    /**
     * Another program commits to a file: a local document has a value, or is gone.
     *
     * @param name what its id has after {@code _local/}
     */
    void commitLocal(String file, String name, Optional<Bytes> value) throws IOException;
  }

  /** The file that it takes its bytes from, or changes. */
  String file();

  /**
   * Makes the change.
   *
   * @throws FileNotFoundException if the file to be changed is not there
   * @throws IOException if it cannot be changed like this
   */
  void apply(Directory directory) throws IOException;

  /** Another file gets the same bytes; one of its name is replaced. */
  record Copy(String file, String as) implements DiskChange {
    @Override
    public void apply(Directory directory) throws IOException {
      directory.put(as, directory.bytes(file));
    }
  }

  /** A file is gone. */
  record Remove(String file) implements DiskChange {
    @Override
    public void apply(Directory directory) throws IOException {
      directory.remove(file);
    }
  }

  /** The last bytes of a file are gone; all of them where it has no more. */
  record Cut(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Directory directory) throws IOException {
      byte[] whole = directory.bytes(file);
      directory.put(file, Arrays.copyOf(whole, Math.max(0, whole.length - bytes)));
    }
  }

  /** The last bytes of a file are not what was written: every bit of them is turned. */
  record Spoil(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Directory directory) throws IOException {
      byte[] spoilt = directory.bytes(file);
      for (int i = Math.max(0, spoilt.length - bytes); i < spoilt.length; i++) {
        spoilt[i] = (byte) ~spoilt[i];
      }
      directory.put(file, spoilt);
    }
  }

  /** So many zeros follow the last byte of a file. */
  record Append(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Directory directory) throws IOException {
      byte[] whole = directory.bytes(file);
      directory.put(file, Arrays.copyOf(whole, whole.length + bytes));
    }
  }

  /** There is a file of so many zeros; one of its name is replaced. */
  record Leave(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Directory directory) {
      directory.put(file, new byte[bytes]);
    }
  }

  /**
   * Another program commits to a file.
   *
   * @param name what the id of the local document has after {@code _local/}
   * @param value what it then holds; empty if it is gone
   */
  record Local(String file, String name, Optional<Bytes> value) implements DiskChange {
    @Override
    public void apply(Directory directory) throws IOException {
      directory.commitLocal(file, name, value);
    }
  }
}
