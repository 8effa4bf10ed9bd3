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
   * Goes through the contents in which the write at {@code index} is lost, in whole or in part:
   *
   * <ol>
   *   <li>it is not there, but all others are;
   *   <li>it is not there, nor those after it, but the file is as long as with all of them: zeros follow;
   *   <li>its beginning is there, to the end of a sector, with none or with all of those after it;
   *   <li>one sector of it is not there, with all of those after it.
   * </ol>
   *
   * @param outcomes goes on as long as it answers that
   */
  void forEachSpoiled(int index, Predicate<FileContent> outcomes) {
    FileContent without = without(index);
    boolean goesOn = outcomes.test(without) && outcomes.test(lengthened(first[index]));
    if (goesOn && forEachBeginning(index, without, outcomes)) {
      forEachMissingSector(index, without, outcomes);
    }
  }

  private boolean forEachBeginning(
      int index, FileContent without, Predicate<FileContent> outcomes) {
    UnsyncedWrite write = writes.get(index);
    FileContent last = first[index];
    FileContent among = without;
    boolean goesOn = true;
    for (int sector = 0; goesOn && sector < write.tears(); sector++) {
      last = copied(first[index + 1], write, sector, last);
      among = copied(first[writes.size()], write, sector, among);
      goesOn = outcomes.test(last) && outcomes.test(among);
    }
    return goesOn;
  }

  private void forEachMissingSector(
      int index, FileContent without, Predicate<FileContent> outcomes) {
    UnsyncedWrite write = writes.get(index);
    FileContent all = first[writes.size()];
    boolean goesOn = true;
    for (int sector = 0; goesOn && sector <= write.tears(); sector++) {
      goesOn = outcomes.test(copied(without, write, sector, all));
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

  /** As long as with all writes. */
  private FileContent lengthened(FileContent content) {
    long size = first[writes.size()].size();
    return content.size() < size ? content.with(new byte[1], 1, size - 1) : content;
  }

  /** The target with one sector of a write as it is in the source, zeros where that has ended. */
  private static FileContent copied(
      FileContent source, UnsyncedWrite write, int sector, FileContent target) {
    long from = write.position + (sector == 0 ? 0 : write.bytesBeforeTear(sector - 1));
    long to = write.position
        + (sector == write.tears() ? write.bytes.length : write.bytesBeforeTear(sector));
    byte[] bytes = new byte[(int) (to - from)];
    source.read(ByteBuffer.wrap(bytes), from);
    return target.with(bytes, bytes.length, from);
  }
}
