package dev.lockstep.model.disk;

import dev.lockstep.engine.platform.StorageFiles.OpenMode;

/** A handle on an inode; it stays valid whatever happens to the file's names. */
public final class OpenFile {
  public final String name;
  public final Inode inode;
  public final OpenMode mode;
  final String taskName;
  public boolean closed;

  OpenFile(String name, Inode inode, OpenMode mode, String taskName) {
    this.name = name;
    this.inode = inode;
    this.mode = mode;
    this.taskName = taskName;
  }
}
