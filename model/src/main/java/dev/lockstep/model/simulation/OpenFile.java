package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.StorageFiles.OpenMode;

/** A handle on an inode; it stays valid whatever happens to the file's names. */
final class OpenFile {
  final String name;
  final Inode inode;
  final OpenMode mode;
  final String taskName;
  boolean closed;

  OpenFile(String name, Inode inode, OpenMode mode, String taskName) {
    this.name = name;
    this.inode = inode;
    this.mode = mode;
    this.taskName = taskName;
  }
}
