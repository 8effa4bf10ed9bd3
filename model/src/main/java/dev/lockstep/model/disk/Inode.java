package dev.lockstep.model.disk;

/** A file apart from its names: what it holds now, and what of that is certain to survive a crash. */
public final class Inode {
  public final int number;
  public FileContent content;
  FileContent durable;

  /** Whether bytes were dropped by a sync that failed: they are in the content and never durable. */
  boolean hasDropped;

  Inode(int number) {
    this(number, FileContent.NOTHING, FileContent.NOTHING);
  }

  Inode(int number, FileContent content, FileContent durable) {
    this.number = number;
    this.content = content;
    this.durable = durable;
  }
}
