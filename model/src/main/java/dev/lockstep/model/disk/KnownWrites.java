package dev.lockstep.model.disk;

import dev.lockstep.model.trace.Fingerprint;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What was written lately, so that writing the same again costs a comparison and neither a copy nor a
 * fingerprint: the executions of a scenario write the same bytes over and over. A disk shares it with
 * its forks, in other threads too: an entry is found whole or not at all.
 */
final class KnownWrites {
  private static final int SLOTS = 1024;

  /** Longer writes are not remembered. */
  private static final int LENGTH_MAX = 1 << 14;

  /** Bytes looked at, at either end, to choose a slot: a chunk has its checksum there. */
  private static final int SAMPLE_SIZE = 8;

  private final @Nullable WrittenBytes[] slots = new WrittenBytes[SLOTS];

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
    hash = Fingerprint.mix(hash, source.getLong(start + count - SAMPLE_SIZE));
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
}
