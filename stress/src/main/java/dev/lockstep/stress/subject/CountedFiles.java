package dev.lockstep.stress.subject;

import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files in memory that count how often each is closed and removed. A removed file stays in sight, for
 * its fate is what is asked for. All files are created before the race begins; a race may use, close
 * and remove them from any number of threads.
 */
public final class CountedFiles implements StorageFiles {
  private final Map<String, CountedFile> files = new TreeMap<>();

  /**
   * What became of a file: {@code open}, {@code closed}, {@code closed then removed}; any other text
   * says how it was closed or removed more than once, or in the wrong order.
   */
  public String fate(String name) {
    CountedFile file = files.get(name);
    if (file == null) {
      throw new AssertionError("no file " + name);
    }
    return file.fate();
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    if (mode != OpenMode.CREATE_NEW) {
      return file(name);
    }
    CountedFile created = new CountedFile(name);
    if (files.putIfAbsent(name, created) != null) {
      throw new FileExistsException(name);
    }
    return created;
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void rename(String source, String target) {
    throw new AssertionError("no race renames a file: " + source + " to " + target);
  }

  @Override
  public void remove(String name) throws IOException {
    file(name).remove();
  }

  @Override
  public void syncDirectory() {}

  @Override
  public long usableBytes() {
    return Long.MAX_VALUE;
  }

  private CountedFile file(String name) throws FileNotFoundException {
    CountedFile file = files.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }
}
