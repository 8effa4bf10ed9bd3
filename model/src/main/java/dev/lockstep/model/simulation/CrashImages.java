package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The disks that a crash may leave, each once. What is synced is on all of them; of the rest,
 * independently of each other:
 *
 * <ol>
 *   <li>of the unsynced writes, in the order they were made on the whole disk: the first n for every
 *       n, from none to all; the first n and the beginning of the next, torn where a sector ends; all
 *       but one; all, with one of them torn;
 *   <li>of the unsynced changes of the directory: the first n for every n; all but one.
 * </ol>
 *
 * <p>The disk as it is comes first, and the order is the same for equal disks.
 */
public final class CrashImages {
  /** How many different disks are looked at. More is possible only after very long unsynced work. */
  public static final int IMAGES_MAX = 4096;

  private final int imagesMax;
  private final List<SimulatedDisk> images = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private boolean truncated;

  private CrashImages(int imagesMax) {
    this.imagesMax = imagesMax;
  }

  /** What a crash now may leave of {@code disk}. */
  public static CrashImages of(SimulatedDisk disk) {
    return of(disk, IMAGES_MAX);
  }

  /** The same with another limit in place of {@link #IMAGES_MAX}. */
  public static CrashImages of(SimulatedDisk disk, int imagesMax) {
    CrashImages result = new CrashImages(imagesMax);
    List<Map<String, Inode>> directories = directories(disk);
    List<UnsyncedWrite> writes = disk.unsyncedWrites();
    WriteLoss loss = new WriteLoss(writes, survivors -> result.add(directories, survivors));
    loss.enumerate();
    return result;
  }

  /** The disks, every one of them settled and without open handles. */
  public List<SimulatedDisk> images() {
    return images;
  }

  /** Whether there were more disks than the limit; then {@link #images()} is not all of them. */
  public boolean truncated() {
    return truncated;
  }

  private static List<Map<String, Inode>> directories(SimulatedDisk disk) {
    List<DirectoryChange> changes = disk.unsyncedChanges();
    List<Map<String, Inode>> directories = new ArrayList<>();
    for (int count = changes.size(); count >= 0; count--) {
      addDirectory(directories, disk, changes.subList(0, count), -1);
    }
    for (int missing = 0; missing + 1 < changes.size(); missing++) {
      addDirectory(directories, disk, changes, missing);
    }
    return directories;
  }

  private static void addDirectory(
      List<Map<String, Inode>> directories,
      SimulatedDisk disk,
      List<DirectoryChange> changes,
      int missing) {
    Map<String, Inode> entries = new TreeMap<>(disk.durableEntries());
    for (int i = 0; i < changes.size(); i++) {
      if (i != missing) {
        changes.get(i).applyTo(entries);
      }
    }
    if (!directories.contains(entries)) {
      directories.add(entries);
    }
  }

  /** Adds the disks with these file contents, one for every directory; false when over the limit. */
  private boolean add(List<Map<String, Inode>> directories, Map<Inode, FileContent> survivors) {
    for (Map<String, Inode> entries : directories) {
      Map<String, FileContent> files = new TreeMap<>();
      for (Map.Entry<String, Inode> entry : entries.entrySet()) {
        Inode inode = entry.getValue();
        files.put(entry.getKey(), survivors.getOrDefault(inode, inode.durable));
      }
      add(files);
    }
    return !truncated;
  }

  private void add(Map<String, FileContent> files) {
    long hash = Fingerprint.EMPTY;
    for (Map.Entry<String, FileContent> file : files.entrySet()) {
      hash = SimulatedDisk.hashOf(hash, file.getKey(), file.getValue());
    }
    if (!seen.add(hash)) {
      return;
    }
    if (images.size() == imagesMax) {
      truncated = true;
      return;
    }
    images.add(SimulatedDisk.durable(files));
  }
}
