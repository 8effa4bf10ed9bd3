package dev.lockstep.model.disk;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a crash may leave of the unsynced writes to one file. The contents share their pages: one that differs
 * from another by a sector costs a page, however much was written.
 */
final class FileLoss {
  private final List<UnsyncedWrite> writes;
  private final FileContent[] first; // By how many of the writes are there.

  /** A file by its unsynced writes, of which there is at least one, in the order they were made. */
  FileLoss(List<UnsyncedWrite> writes) {
    this.writes = writes;
    this.first = new FileContent[writes.size() + 1];
    first[0] = inode().durable;
    for (int i = 0; i < writes.size(); i++) {
      first[i + 1] = written(first[i], writes.get(i));
    }
  }

  Inode inode() {
    return writes.get(0).inode;
  }

  /** The number of unsynced writes. */
  int count() {
    return writes.size();
  }

  /** With the first {@code count} writes, and no other. */
  FileContent first(int count) {
    return first[count];
  }

  /**
   * Goes through the contents in which the write at {@code index} is lost, or is torn: the ones after it are
   * lost too, or are all there.
   *
   * @param outcomes goes on as long as it answers that
   */
  void forEachSpoiled(int index, Predicate<FileContent> outcomes) {
    UnsyncedWrite write = writes.get(index);
    FileContent whole = first[index + 1];
    FileContent all = first[writes.size()];
    FileContent last = first[index];
    FileContent among = without(index);
    boolean goesOn = outcomes.test(among);
    long from = write.position;
    for (int tear = 0; goesOn && tear < write.tears(); tear++) {
      long to = write.position + write.bytesBeforeTear(tear);
      last = copied(whole, from, to, last);
      among = copied(all, from, to, among);
      from = to;
      goesOn = outcomes.test(last) && outcomes.test(among);
    }
  }

  private FileContent without(int index) {
    FileContent content = first[index];
    for (int i = index + 1; i < writes.size(); i++) {
      content = written(content, writes.get(i));
    }
    return content;
  }

  private static FileContent written(FileContent content, UnsyncedWrite write) {
    return content.with(write.bytes, write.bytes.length, write.position);
  }

  /** The target with the bytes in a range, within one sector, as they are in the source. */
  private static FileContent copied(FileContent source, long from, long to, FileContent target) {
    ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
    int count = source.read(bytes, from);
    return target.with(bytes.array(), count, from);
  }
}
