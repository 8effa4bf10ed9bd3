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
  private final List<FileLoss> files = new ArrayList<>();
  private final Predicate<Map<Inode, FileContent>> outcomes;
  private final Map<Inode, FileContent> contents = new HashMap<>();
  private boolean goesOn = true;

  WriteLoss(List<UnsyncedWrite> writes, Predicate<Map<Inode, FileContent>> outcomes) {
    this.outcomes = outcomes;
    byFile(writes).forEach(ofFile -> files.add(new FileLoss(ofFile)));
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
      FileLoss loss = files.get(file);
      for (int count = loss.count(); goesOn && count >= 0; count--) {
        contents.put(loss.inode(), loss.first(count));
        keepPrefixes(file + 1, except);
      }
    }
  }

  /** One write of a file is lost, in whole or in part. */
  private void spoilOne(int file) {
    FileLoss loss = files.get(file);
    for (int i = 0; goesOn && i < loss.count(); i++) {
      loss.forEachSpoiled(i, content -> {
        contents.put(loss.inode(), content);
        keepPrefixes(0, file);
        return goesOn;
      });
    }
  }
}
