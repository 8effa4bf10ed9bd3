package dev.lockstep.model.disk;

import static dev.lockstep.model.disk.Page.PAGE_SIZE;

import dev.lockstep.model.trace.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, in pages that snapshots share until one side writes to them. A missing page
 * reads as zeros; so do the bytes of the last page past the end.
 */
public final class FileContent {
  private @Nullable Page[] pages;
  private long size;
  private @Nullable Object owner;
  private long hash;
  private boolean hashed;

  FileContent() {
    this(new Page[4], 0);
  }

  private FileContent(@Nullable Page[] pages, long size) {
    this.pages = pages;
    this.size = size;
  }

  /** The same bytes; from now on neither side sees what is written to the other. */
  FileContent snapshot() {
    if (owner != null) {
      owner = null;
    }
    FileContent copy = new FileContent(pages.clone(), size);
    copy.hash = hash;
    copy.hashed = hashed;
    return copy;
  }

  public long size() {
    return size;
  }

  /** Moves bytes into {@code target} until it is full or the file ends; -1 at or past the end. */
  public int read(ByteBuffer target, long position) {
    if (position >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(target.remaining(), size - position);
    int moved = 0;
    while (moved < count) {
      int index = (int) ((position + moved) / PAGE_SIZE);
      int start = (int) ((position + moved) % PAGE_SIZE);
      int length = Math.min(count - moved, PAGE_SIZE - start);
      Page page = pages[index];
      if (page == null) {
        target.put(new byte[length]);
      } else {
        target.put(page.bytes, start, length);
      }
      moved += length;
    }
    return count;
  }

  /** Puts {@code length} bytes, from the start of {@code source}, at {@code position}. */
  void write(byte[] source, int length, long position) {
    int moved = 0;
    while (moved < length) {
      int index = Math.toIntExact((position + moved) / PAGE_SIZE);
      int start = (int) ((position + moved) % PAGE_SIZE);
      int count = Math.min(length - moved, PAGE_SIZE - start);
      System.arraycopy(source, moved, ownedPage(index, count == PAGE_SIZE).bytes, start, count);
      moved += count;
    }
    if (length > 0) {
      size = Math.max(size, position + length);
      hashed = false;
    }
  }

  private Page ownedPage(int index, boolean isReplaced) {
    if (index >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(index + 1, pages.length + pages.length / 2));
    }
    Object mine = owner;
    if (mine == null) {
      mine = new Object();
      owner = mine;
    }
    Page page = pages[index];
    if (page == null || page.owner != mine) {
      page = new Page(mine, isReplaced ? null : page);
      pages[index] = page;
    }
    page.changed();
    return page;
  }

  /** A fingerprint of the length and the bytes. */
  long hash() {
    if (!hashed) {
      long result = Fingerprint.mix(Fingerprint.EMPTY, size);
      int count = (int) ((size + PAGE_SIZE - 1) / PAGE_SIZE);
      for (int i = 0; i < count; i++) {
        result = Fingerprint.mix(result, Page.hash(i < pages.length ? pages[i] : null));
      }
      hash = result;
      hashed = true;
    }
    return hash;
  }
}
