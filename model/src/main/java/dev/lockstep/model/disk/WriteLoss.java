package dev.lockstep.model.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Goes through what a crash may leave of unsynced writes, as {@link CrashImages} lists it. Each
 * outcome is handed over as the contents of the files that the writes touched, until one answer is
 * false.
 */
final class WriteLoss {
  private final List<List<UnsyncedWrite>> files;
  private final Predicate<Map<Inode, FileContent>> outcomes;
  private final Map<Inode, FileContent> contents = new HashMap<>();
  private boolean goesOn = true;

  WriteLoss(List<UnsyncedWrite> writes, Predicate<Map<Inode, FileContent>> outcomes) {
    this.files = byFile(writes);
    this.outcomes = outcomes;
  }

  /** The writes of each file in the order they were made; files in the order of their numbers. */
  static List<List<UnsyncedWrite>> byFile(List<UnsyncedWrite> writes) {
    Map<Integer, List<UnsyncedWrite>> files = new TreeMap<>();
    for (UnsyncedWrite write : writes) {
      files.computeIfAbsent(write.inode.number, number -> new ArrayList<>()).add(write);
    }
    return List.copyOf(files.values());
  }

  void enumerate() {
    keepPrefixes(0, -1);
    for (int file = 0; goesOn && file < files.size(); file++) {
      spoilOne(file);
    }
  }

  /** Every file from {@code file} on, but for one, keeps its first n writes, for every n. */
  private void keepPrefixes(int file, int except) {
    if (file == files.size()) {
      goesOn = outcomes.test(Map.copyOf(contents));
    } else if (file == except) {
      keepPrefixes(file + 1, except);
    } else {
      for (int whole = files.get(file).size(); goesOn && whole >= 0; whole--) {
        keep(files.get(file), whole, 0, whole);
        keepPrefixes(file + 1, except);
      }
    }
  }

  /** One write of a file is lost or torn. */
  private void spoilOne(int file) {
    List<UnsyncedWrite> writes = files.get(file);
    int count = writes.size();
    for (int i = 0; goesOn && i < count; i++) {
      keep(writes, i, 0, count);
      keepPrefixes(0, file);
      UnsyncedWrite write = writes.get(i);
      for (int tear = 0; goesOn && tear < write.tears(); tear++) {
        keep(writes, i, write.bytesBeforeTear(tear), i);
        keepPrefixes(0, file);
        keep(writes, i, write.bytesBeforeTear(tear), count);
        keepPrefixes(0, file);
      }
    }
  }

  /**
   * Of one file, keeps the writes before {@code odd} whole, {@code oddBytes} of that one, and the
   * ones after it up to {@code end}.
   */
  private void keep(List<UnsyncedWrite> writes, int odd, int oddBytes, int end) {
    Inode inode = writes.get(0).inode;
    FileContent content = inode.durable;
    for (int i = 0; i < writes.size(); i++) {
      UnsyncedWrite write = writes.get(i);
      if (i < odd || (i > odd && i < end)) {
        content = content.with(write.bytes, write.bytes.length, write.position);
      } else if (i == odd) {
        content = content.with(write.bytes, oddBytes, write.position);
      }
    }
    contents.put(inode, content);
  }
}
