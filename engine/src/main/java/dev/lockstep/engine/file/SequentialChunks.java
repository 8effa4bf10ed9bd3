package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.MalformedDataException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads chunks that mostly lie one behind the other, many of them in one call. It reads ahead: the more
 * of what it read ahead was asked for, the further, and not at all where nothing was. Never past what a
 * committed header covers, for what lies there may still change. A chunk within one block is shown where it
 * was read. Belongs to one task.
 */
public final class SequentialChunks {
  private static final int AHEAD_MIN = 1 << 12;

  /** As much as fits the processor's nearest caches, and as files give without a system call. */
  private static final int AHEAD_MAX = 1 << 14;

  private final String file;
  private final ChunkForm form;
  private final ByteSource source;
  private final ChunkReader reader;
  private final long end;

  private byte[] window = {};
  private long start;
  private int length;
  private int ahead;

  SequentialChunks(String file, ChunkForm form, ByteSource source, long end) {
    this.file = file;
    this.form = form;
    this.source = source;
    this.end = end;
    this.reader = new ChunkReader(file, form, new Window());
  }

  /**
   * Reads the body of the chunk at {@code position}, which is said to take {@code chunkSize} bytes.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public void read(long position, int chunkSize, ChunkRoom room) throws IOException {
    boolean isShown = Blocks.span(position, chunkSize) == chunkSize
        && chunkSize >= form.prefixLength()
        && reaches(position, chunkSize)
        && show(position, chunkSize, room);
    if (!isShown) {
      reader.readSized(position, chunkSize, room);
    }
  }

  /** Shows a chunk in the window. Returns false where it does not take the bytes that it is said to. */
  private boolean show(long position, int chunkSize, ChunkRoom room) throws CorruptFileException {
    int at = (int) (position - start);
    try {
      int restLength = form.restLength(window, at);
      if (form.prefixLength() + restLength != chunkSize) {
        return false;
      }
      form.open(window, at, restLength, position, room);
      return true;
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file, position, e);
    }
  }

  /** The bytes read ahead, and behind them the file. */
  private final class Window implements ByteSource {

    @Override
    public int readFully(ByteBuffer target, long position) throws IOException {
      int wanted = target.remaining();
      if (!reaches(position, wanted)) {
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

  /** Whether the window has the bytes, now or after another look at the file. */
  private boolean reaches(long position, int wanted) throws IOException {
    if (!holds(position, wanted)) {
      refill(position, wanted);
    }
    return holds(position, wanted);
  }

  private boolean holds(long position, int wanted) {
    return position >= start && position + wanted <= start + length;
  }

  /**
   * Chunks that go on where the window ends make the next one larger; a jump makes it smaller, in the end no
   * larger than the chunk.
   */
  private void refill(long position, int wanted) throws IOException {
    boolean isNext = position >= start && position <= start + length + Blocks.SIZE;
    if (isNext) {
      ahead = Math.min(Math.max(2 * ahead, AHEAD_MIN), AHEAD_MAX);
    } else {
      ahead = ahead > AHEAD_MIN ? ahead / 2 : 0;
    }
    int size = (int) Math.min(Math.max(ahead, Math.min(wanted, AHEAD_MIN)), end - position);
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
