package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The end of a file: what was appended and is not written yet. Bytes that were written stay where they
 * are for good; a place in the buffer may be given out again. So what is kept of the chunks in the buffer is
 * dropped with them.
 */
final class Tail implements ByteSource {

  /** Appended bytes are written at the latest when there are this many of them. */
  static final int WRITE_BUFFER_SIZE = 1 << 20;

  private static final int KEPT_INITIAL = 64;

  private final StorageFile storage;
  private final StoredBytes stored;
  private final DecodedCache cache;
  private final WriteBuffer buffer;

  /** The chunks in the buffer of which something is kept. */
  private long[] kept = new long[KEPT_INITIAL];

  private int keptCount;

  Tail(StorageFile storage, StoredBytes stored, long end) {
    this.storage = storage;
    this.stored = stored;
    this.cache = storage.decoded();
    this.buffer = new WriteBuffer(end);
  }

  /** Where the next bytes are put. */
  WriteBuffer buffer() {
    return buffer;
  }

  /** Appends a chunk and returns its position. */
  long append(ChunkForm form, byte[] body, int offset, int length) {
    long position = buffer.end();
    form.put(buffer, body, offset, length);
    return position;
  }

  /** Writes the buffer if it is full. */
  void writeIfFull() throws IOException {
    if (buffer.length() >= WRITE_BUFFER_SIZE) {
      write();
    }
  }

  /** Keeps a copy of what the chunk at {@code position} stands for. */
  void keep(long position, Decoded source, DecodedCache.Use use) {
    if (cache == DecodedCache.NONE) {
      return;
    }
    if (position >= buffer.start()) {
      if (keptCount == kept.length) {
        kept = Arrays.copyOf(kept, 2 * keptCount);
      }
      kept[keptCount++] = position;
    }
    cache.put(position, source, use);
  }

  /** Writes the buffer. On failure what it held is gone, and the place it may have reached unused. */
  void write() throws IOException {
    try {
      Transfer.writeFully(storage, buffer.asBuffer(), buffer.start());
      buffer.restartAt(buffer.end());
    } catch (IOException e) {
      leaveBehind();
      throw e;
    }
    keptCount = 0;
  }

  /** Drops the buffer. What was written before stays, and nothing points to it. */
  void drop() {
    buffer.restartAt(buffer.start());
    if (buffer.start() == 0) {
      buffer.putByte(Blocks.DATA);
    }
    dropKept();
  }

  /** Drops the buffer, whose bytes may or may not be in the file: what follows starts past them. */
  void leaveBehind() {
    buffer.restartAt(Blocks.boundaryFrom(buffer.end()));
    dropKept();
  }

  private void dropKept() {
    for (int i = 0; i < keptCount; i++) {
      cache.drop(kept[i]);
    }
    keptCount = 0;
  }

  /** A chunk lies on one side of the buffer's start: the buffer is never cut within one. */
  @Override
  public int readFully(ByteBuffer target, long position) throws IOException {
    return position >= buffer.start()
        ? buffer.copyTo(target, position)
        : stored.readFully(target, position);
  }

  @Override
  public long end() {
    return buffer.end();
  }
}
