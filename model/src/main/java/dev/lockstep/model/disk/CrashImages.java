package dev.lockstep.model.disk;

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
 *   <li>of the unsynced writes of each file, in the order they were made: the first n for every n,
 *       from none to all. In one file at a time also the first n and the beginning of the next, torn
 *       where a sector ends; the first n, and zeros up to the length with all of them; all but one; all,
 *       with one of them torn, or without one of its sectors;
 *   <li>of the unsynced changes of the directory: any.
 * </ol>
 *
 * <p>So a file system that writes files and names back in any order is allowed for, and what a crash
 * may leave does not hang on the order of steps on different files and names.
 *
 * <p>The disk as it is comes first, and the order is the same for equal disks.
 */
public final class CrashImages {
  /** How many different disks are looked at: some megabytes that were written and not synced have more. */
  public static final int IMAGES_MAX = 1 << 14;

  /** How many of the last unsynced changes of the directory may be lost. */
  private static final int CHANGES_MAX = 8;

  private final SimulatedDisk disk;
  private final int imagesMax;
  private final List<SimulatedDisk> images = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private boolean truncated;

  private CrashImages(SimulatedDisk disk, int imagesMax) {
    this.disk = disk;
    this.imagesMax = imagesMax;
  }

  /** What a crash now may leave of {@code disk}. */
  public static CrashImages of(SimulatedDisk disk) {
    return of(disk, IMAGES_MAX);
  }

  /** The same with another limit in place of {@link #IMAGES_MAX}. */
  public static CrashImages of(SimulatedDisk disk, int imagesMax) {
    CrashImages result = new CrashImages(disk, imagesMax);
    List<Map<String, Inode>> directories = result.directories();
    List<UnsyncedWrite> writes = result.writesTo(directories);
    WriteLoss loss = new WriteLoss(writes, survivors -> result.add(directories, survivors));
    loss.enumerate();
    return result;
  }

  /** The disks, every one of them settled and without open handles. */
  public List<SimulatedDisk> images() {
    return images;
  }

  /**
   * All disks that a crash now may leave.
   *
   * @throws TooManyImages if there are more than are looked at
   */
  public static List<SimulatedDisk> all(SimulatedDisk disk) {
    CrashImages result = of(disk);
    if (result.truncated) {
      throw new TooManyImages();
    }
    return result.images;
  }

  /** Whether there were more disks than the limit; then {@link #images()} is not all of them. */
  public boolean truncated() {
    return truncated;
  }

  private List<Map<String, Inode>> directories() {
    List<DirectoryChange> changes = disk.unsyncedChanges();
    int uncertain = Math.min(changes.size(), CHANGES_MAX);
    truncated = uncertain < changes.size();
    List<Map<String, Inode>> directories = new ArrayList<>();
    for (int lost = 0; lost < 1 << uncertain; lost++) {
      Map<String, Inode> entries = new TreeMap<>(disk.durableEntries());
      for (int i = 0; i < changes.size(); i++) {
        int age = changes.size() - 1 - i;
        if (age >= uncertain || (lost >>> age & 1) == 0) {
          changes.get(i).applyTo(entries);
        }
      }
      if (!directories.contains(entries)) {
        directories.add(entries);
      }
    }
    return directories;
  }

  /** The unsynced writes to files that one of the directories names: of a removed file nothing is left. */
  private List<UnsyncedWrite> writesTo(List<Map<String, Inode>> directories) {
    Set<Inode> named = new HashSet<>();
    directories.forEach(entries -> named.addAll(entries.values()));
    return disk.unsyncedWrites().stream()
        .filter(write -> named.contains(write.inode))
        .toList();
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
    images.add(disk.durable(files));
  }
}
