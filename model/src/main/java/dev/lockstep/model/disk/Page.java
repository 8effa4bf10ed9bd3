package dev.lockstep.model.disk;

import dev.lockstep.model.trace.Fingerprint;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A piece of a file's bytes, which never change. */
final class Page {
  /**
   * Bytes a page holds. Small, because a write copies the pages it touches in part, and a store that
   * appends touches little else than the page at the end.
   */
  static final int PAGE_SIZE = 1024;

  private static final long HASH_OF_ZEROS = new Page(new byte[PAGE_SIZE]).hash();

  private final byte[] bytes;
  private volatile long hash; // 0 until it is asked for.

  private Page(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A page, none for zeros, with {@code count} bytes from {@code from} on put at {@code start}. */
  static Page of(@Nullable Page before, byte[] source, int from, int start, int count) {
    byte[] bytes =
        before == null || count == PAGE_SIZE ? new byte[PAGE_SIZE] : before.bytes.clone();
    System.arraycopy(source, from, bytes, start, count);
    return new Page(bytes);
  }

  void copyTo(ByteBuffer target, int start, int count) {
    target.put(bytes, start, count);
  }

  static long hash(@Nullable Page page) {
    return page == null ? HASH_OF_ZEROS : page.hash();
  }

  private long hash() {
    long known = hash;
    if (known == 0) {
      known = Fingerprint.of(bytes, 0, PAGE_SIZE);
      hash = known;
    }
    return known;
  }
}
