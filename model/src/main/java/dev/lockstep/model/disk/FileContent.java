package dev.lockstep.model.disk;

import static dev.lockstep.model.disk.Page.PAGE_SIZE;

import dev.lockstep.model.trace.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a file held at some time; they never change. What a write makes of them shares the pages
 * that it left alone. A missing page reads as zeros; so do the bytes of the last page past the end.
 */
public final class FileContent {
  static final FileContent NOTHING = new FileContent(new Page[4], 0);

  private final @Nullable Page[] pages;
  private final long size;
  private volatile long hash; // 0 until it is asked for.

  private FileContent(@Nullable Page[] pages, long size) {
    this.pages = pages;
    this.size = size;
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
        page.copyTo(target, start, length);
      }
      moved += length;
    }
    return count;
  }

  /** What {@code length} bytes, from the start of {@code source}, make of it at {@code position}. */
  FileContent with(byte[] source, int length, long position) {
    if (length == 0) {
      return this;
    }
    int pagesNeeded = Math.toIntExact((position + length - 1) / PAGE_SIZE + 1);
    @Nullable
    Page[] changed = pagesNeeded <= pages.length
        ? pages.clone()
        : Arrays.copyOf(pages, Math.max(pagesNeeded, pages.length + pages.length / 2));
    int moved = 0;
    while (moved < length) {
      int index = (int) ((position + moved) / PAGE_SIZE);
      int start = (int) ((position + moved) % PAGE_SIZE);
      int count = Math.min(length - moved, PAGE_SIZE - start);
      changed[index] = Page.of(changed[index], source, moved, start, count);
      moved += count;
    }
    return new FileContent(changed, Math.max(size, position + length));
  }

  /** A fingerprint of the length and the bytes. */
  long hash() {
    long known = hash;
    if (known == 0) {
      known = Fingerprint.mix(Fingerprint.EMPTY, size);
      int count = (int) ((size + PAGE_SIZE - 1) / PAGE_SIZE);
      for (int i = 0; i < count; i++) {
        known = Fingerprint.mix(known, Page.hash(i < pages.length ? pages[i] : null));
      }
      hash = known;
    }
    return known;
  }
}
