package dev.lockstep.model.spec;

import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.Map;

/** Something that somebody, or the machine, does to a directory while its store is closed. */
public sealed interface DiskChange {

  /** The file that it takes its bytes from, or changes. */
  String file();

  /**
   * Makes the change in a directory of these files, their bytes by their names; no array is changed.
   *
   * @throws FileNotFoundException if the file to be changed is not there
   */
  void apply(Map<String, byte[]> files) throws FileNotFoundException;

  /** Another file gets the same bytes; one of its name is replaced. */
  record Copy(String file, String as) implements DiskChange {
    @Override
    public void apply(Map<String, byte[]> files) throws FileNotFoundException {
      files.put(as, DiskChange.bytes(files, file));
    }
  }

  /** A file is gone. */
  record Remove(String file) implements DiskChange {
    @Override
    public void apply(Map<String, byte[]> files) throws FileNotFoundException {
      DiskChange.bytes(files, file);
      files.remove(file);
    }
  }

  /** The last bytes of a file are gone; all of them where it has no more. */
  record Cut(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Map<String, byte[]> files) throws FileNotFoundException {
      byte[] whole = DiskChange.bytes(files, file);
      files.put(file, Arrays.copyOf(whole, Math.max(0, whole.length - bytes)));
    }
  }

  /** The last bytes of a file are not what was written: every bit of them is turned. */
  record Spoil(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Map<String, byte[]> files) throws FileNotFoundException {
      byte[] spoilt = DiskChange.bytes(files, file).clone();
      for (int i = Math.max(0, spoilt.length - bytes); i < spoilt.length; i++) {
        spoilt[i] = (byte) ~spoilt[i];
      }
      files.put(file, spoilt);
    }
  }

  /** So many zeros follow the last byte of a file. */
  record Append(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Map<String, byte[]> files) throws FileNotFoundException {
      byte[] whole = DiskChange.bytes(files, file);
      files.put(file, Arrays.copyOf(whole, whole.length + bytes));
    }
  }

  /** There is a file of so many zeros; one of its name is replaced. */
  record Leave(String file, int bytes) implements DiskChange {
    @Override
    public void apply(Map<String, byte[]> files) {
      files.put(file, new byte[bytes]);
    }
  }

  private static byte[] bytes(Map<String, byte[]> files, String file) throws FileNotFoundException {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new FileNotFoundException(file);
    }
    return bytes;
  }
}
