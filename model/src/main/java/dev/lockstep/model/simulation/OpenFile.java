package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.StorageFiles.OpenMode;

/** A handle on an inode; it stays valid whatever happens to the file's names. */
final class OpenFile {
  final int number;
  final String name;
  final Inode inode;
  final OpenMode mode;
  final String taskName;
  boolean closed;

  OpenFile(int number, String name, Inode inode, OpenMode mode, String taskName) {
    this.number = number;
    this.name = name;
    this.inode = inode;
    this.mode = mode;
    this.taskName = taskName;
  }
}
