package dev.lockstep.model.disk;

import dev.lockstep.model.trace.Fingerprint;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What was written lately, and what it made of which file: the executions of a scenario write the same
 * bytes to the same files over and over. To write them again costs a comparison, no copy and no
 * fingerprint, and what is worked out of a file's content is worked out once. A disk shares this with its
 * forks, in other threads too: an entry is found whole or not at all.
 */
final class KnownWrites {
  private static final int SLOTS = 1024;

  /** Longer writes are not remembered. */
  private static final int LENGTH_MAX = 1 << 14;

  /** Bytes looked at, at either end, to choose a slot: a chunk has its checksum there. */
  private static final int SAMPLE_SIZE = 8;

  private final @Nullable WrittenBytes[] slots = new WrittenBytes[SLOTS];
  private final @Nullable Effect[] effects = new Effect[SLOTS];

  /** What a write made of a file. */
  private record Effect(
      FileContent before, WrittenBytes written, long position, FileContent after) {

    @SuppressWarnings("ReferenceEquality") // What is equal but not the same is worked out anew.
    boolean isOf(FileContent content, WrittenBytes bytes, long at) {
      return before == content && written == bytes && position == at;
    }
  }

  /** The next {@code count} bytes of {@code source}, which are taken from it. */
  WrittenBytes take(ByteBuffer source, int count) {
    if (count < SAMPLE_SIZE || count > LENGTH_MAX) {
      return copied(source, count);
    }
    int slot = slot(source, count);
    WrittenBytes known = slots[slot];
    if (known != null && known.bytes.length == count && isNext(source, known.bytes)) {
      source.position(source.position() + count);
      return known;
    }
    WrittenBytes written = copied(source, count);
    slots[slot] = written;
    return written;
  }

  private static int slot(ByteBuffer source, int count) {
    int start = source.position();
    long hash = Fingerprint.mix(count, source.getLong(start));
    return slot(Fingerprint.mix(hash, source.getLong(start + count - SAMPLE_SIZE)));
  }

  private static int slot(long hash) {
    return (int) (hash >>> 32) & (SLOTS - 1);
  }

  private static boolean isNext(ByteBuffer source, byte[] bytes) {
    ByteBuffer next = source.slice(source.position(), bytes.length);
    return next.equals(ByteBuffer.wrap(bytes));
  }

  private static WrittenBytes copied(ByteBuffer source, int count) {
    byte[] bytes = new byte[count];
    source.get(bytes);
    return new WrittenBytes(bytes);
  }

  /** What a file holds when this was written to it. */
  FileContent write(FileContent before, WrittenBytes written, long position) {
    int slot = slot(Fingerprint.mix(Fingerprint.mix(before.hash(), written.hash), position));
    Effect known = effects[slot];
    if (known != null && known.isOf(before, written, position)) {
      return known.after;
    }
    FileContent after = before.with(written.bytes, written.bytes.length, position);
    effects[slot] = new Effect(before, written, position, after);
    return after;
  }
}
