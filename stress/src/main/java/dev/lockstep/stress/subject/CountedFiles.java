package dev.lockstep.stress.subject;

import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory whose files count how often each is closed and removed. A removed file is gone
 * for those who use it, but its fate can still be asked for. The names are guarded by a monitor, as
 * those of a real directory are by the kernel; what is in the files is not.
 */
public final class CountedFiles implements StorageFiles {
  private final Map<String, CountedFile> present = new TreeMap<>();

  /** By their last names; of several of one name the last. */
  private final Map<String, CountedFile> removed = new TreeMap<>();

  /**
   * What became of a file: {@code open}, {@code closed}, {@code closed then removed}; any other text
   * says how it was closed or removed more than once, or in the wrong order.
   */
  public synchronized String fate(String name) {
    CountedFile file = present.get(name);
    if (file == null) {
      file = removed.get(name);
    }
    if (file == null) {
      throw new AssertionError("no file " + name);
    }
    return file.fate();
  }

  /** The fates of all files by their last names, those that are gone too. */
  public synchronized Map<String, String> fates() {
    Map<String, String> fates = new TreeMap<>();
    removed.forEach((name, file) -> fates.put(name, file.fate()));
    present.forEach((name, file) -> fates.put(name, file.fate()));
    return fates;
  }

  @Override
  public synchronized StorageFile open(String name, OpenMode mode) throws IOException {
    @Nullable CountedFile file = present.get(name);
    if (mode != OpenMode.CREATE_NEW) {
      return checkPresent(file, name).open(name);
    }
    if (file != null) {
      throw new FileExistsException(name);
    }
    CountedFile created = new CountedFile();
    present.put(name, created);
    return created.open(name);
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(present.keySet());
  }

  @Override
  public synchronized void rename(String source, String target) throws IOException {
    CountedFile file = checkPresent(present.remove(source), source);
    CountedFile replaced = present.put(target, file);
    if (replaced != null) {
      throw new AssertionError("no race replaces a file: " + source + " to " + target);
    }
  }

  /** Counts the second removal of a file too. */
  @Override
  public synchronized void remove(String name) throws IOException {
    CountedFile file = present.remove(name);
    if (file != null) {
      removed.put(name, file);
    }
    @Nullable CountedFile counted = removed.get(name);
    if (counted != null) {
      counted.remove();
    }
    checkPresent(file, name);
  }

  @Override
  public void syncDirectory() {}

  @Override
  public long usableBytes() {
    return Long.MAX_VALUE;
  }

  private static CountedFile checkPresent(@Nullable CountedFile file, String name)
      throws FileNotFoundException {
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }
}
