package dev.lockstep.model.disk;

/** A write that a crash may lose, in whole, after any of its sectors, or any one of them. */
public final class UnsyncedWrite {
  /** Bytes that a disk writes whole or not at all; sectors start at multiples of it. */
  static final int SECTOR_SIZE = 512;

  final Inode inode;
  final long position;
  final byte[] bytes;
  public final long hash;

  UnsyncedWrite(Inode inode, long position, WrittenBytes written) {
    this(inode, position, written.bytes, written.hash);
  }

  private UnsyncedWrite(Inode inode, long position, byte[] bytes, long hash) {
    this.inode = inode;
    this.position = position;
    this.bytes = bytes;
    this.hash = hash;
  }

  /** The same write to the copy of its file on another disk. */
  UnsyncedWrite to(Inode copy) {
    return new UnsyncedWrite(copy, position, bytes, hash);
  }

  /** How often a sector begins inside the write: the places where it can be torn. */
  int tears() {
    long first = position / SECTOR_SIZE + 1;
    long last = (position + bytes.length - 1) / SECTOR_SIZE;
    return bytes.length == 0 ? 0 : (int) (last - first + 1);
  }

  /** The number of bytes before the {@code index}-th tear. */
  int bytesBeforeTear(int index) {
    return (int) ((position / SECTOR_SIZE + 1 + index) * SECTOR_SIZE - position);
  }
}
