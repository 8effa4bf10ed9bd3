package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads chunks that mostly lie one behind the other, many of them in one call. It reads ahead: the more
 * of what it read ahead was asked for, the further. Never past what a committed header covers, for what
 * lies there may still change. Belongs to one task.
 */
public final class SequentialChunks {
  private static final int AHEAD_MIN = 1 << 12;
  private static final int AHEAD_MAX = 1 << 17;

  private final ByteSource source;
  private final ChunkReader reader;
  private final long end;

  private byte[] window = {};
  private long start;
  private int length;
  private int ahead = AHEAD_MIN;

  SequentialChunks(String file, ChunkForm form, ByteSource source, long end) {
    this.source = source;
    this.end = end;
    this.reader = new ChunkReader(file, form, new Window());
  }

  /**
   * Reads the body of the chunk at {@code position}, which is said to take {@code chunkSize} bytes.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public byte[] read(long position, int chunkSize) throws IOException {
    return reader.readSized(position, chunkSize);
  }

  /** The same, into {@code room}. */
  public void read(long position, int chunkSize, ChunkRoom room) throws IOException {
    reader.readSized(position, chunkSize, room);
  }

  /** The bytes read ahead, and behind them the file. */
  private final class Window implements ByteSource {

    @Override
    public int readFully(ByteBuffer target, long position) throws IOException {
      int wanted = target.remaining();
      if (!holds(position, wanted)) {
        refill(position, wanted);
      }
      if (!holds(position, wanted)) {
        return source.readFully(target, position);
      }
      target.put(window, (int) (position - start), wanted);
      return wanted;
    }

    @Override
    public long end() throws IOException {
      return source.end();
    }
  }

  private boolean holds(long position, int wanted) {
    return position >= start && position + wanted <= start + length;
  }

  /** Chunks that go on where the window ends make the next one larger; a jump makes it smaller. */
  private void refill(long position, int wanted) throws IOException {
    boolean isNext = position >= start && position <= start + length + Blocks.SIZE;
    ahead = isNext ? Math.min(2 * ahead, AHEAD_MAX) : Math.max(ahead / 2, AHEAD_MIN);
    int size = (int) Math.min(ahead, end - position);
    if (size < wanted) {
      return;
    }
    if (window.length < size) {
      window = new byte[size];
    }
    start = position;
    length = source.readFully(ByteBuffer.wrap(window, 0, size), position);
  }
}
