package dev.lockstep.model.disk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of a disk by itself: what was done to one can be done to another. Files go by their numbers. */
sealed interface DiskEffect {

  /**
   * Does it again.
   *
   * @param inodes the files of that disk by number, those without a name too; one that comes is added
   */
  void applyTo(SimulatedDisk disk, Map<Integer, Inode> inodes);

  /** A name came, went, or both. */
  record Named(@Nullable String removed, @Nullable String added, int inode) implements DiskEffect {
    @Override
    public void applyTo(SimulatedDisk disk, Map<Integer, Inode> inodes) {
      Inode about = inodes.computeIfAbsent(inode, disk::newInode);
      disk.change(new DirectoryChange(removed, added, about));
    }
  }

  /** The directory was synced. */
  record DirectorySynced() implements DiskEffect {
    @Override
    public void applyTo(SimulatedDisk disk, Map<Integer, Inode> inodes) {
      disk.syncDirectory();
    }
  }

  /** Bytes were written. */
  record Written(int inode, long position, WrittenBytes bytes) implements DiskEffect {
    @Override
    public void applyTo(SimulatedDisk disk, Map<Integer, Inode> inodes) {
      disk.write(of(inodes, inode), bytes, position);
    }
  }

  /** A file was synced. */
  record Synced(int inode) implements DiskEffect {
    @Override
    public void applyTo(SimulatedDisk disk, Map<Integer, Inode> inodes) {
      disk.sync(of(inodes, inode));
    }
  }

  /** What was unsynced of a file was dropped. */
  record Dropped(int inode) implements DiskEffect {
    @Override
    public void applyTo(SimulatedDisk disk, Map<Integer, Inode> inodes) {
      disk.dropUnsynced(of(inodes, inode));
    }
  }

  private static Inode of(Map<Integer, Inode> inodes, int number) {
    Inode inode = inodes.get(number);
    if (inode == null) {
      throw new AssertionError("file " + number + " is used before it is created");
    }
    return inode;
  }
}
