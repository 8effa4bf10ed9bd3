package dev.lockstep.model.disk;

import dev.lockstep.model.trace.Fingerprint;
import org.jspecify.annotations.Nullable;

/** A piece of a file's bytes. Only the content that owns it may change it; others share it. */
final class Page {
  /**
   * Bytes a page holds. Small, because the first write to a shared page copies it, and a store that
   * appends touches little else than the page at the end.
   */
  static final int PAGE_SIZE = 1024;

  private static final long HASH_OF_ZEROS = new Page(new Object(), null).hash();

  final byte[] bytes;
  final Object owner;
  private long hash;
  private boolean hashed;

  Page(Object owner, @Nullable Page source) {
    this.owner = owner;
    this.bytes = source == null ? new byte[PAGE_SIZE] : source.bytes.clone();
  }

  static long hash(@Nullable Page page) {
    return page == null ? HASH_OF_ZEROS : page.hash();
  }

  void changed() {
    hashed = false;
  }

  private long hash() {
    if (!hashed) {
      hash = Fingerprint.of(bytes, 0, PAGE_SIZE);
      hashed = true;
    }
    return hash;
  }
}
