package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.MalformedDataException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads chunks, most of them in one call.
 *
 * <p>Who knows how long a chunk is reads just that. Who does not reads to the end of the block in
 * which it starts (of the next one, where not even its prefix fits), and a second time only for a
 * chunk that goes on. Bytes past the chunk are never looked at, and they belong to the commit that
 * wrote the chunk: its header starts a block of its own, so what later commits append is not read.
 */
public final class ChunkReader {

  /** Longest read before a chunk's real length is known, in bytes. */
  private static final int GUESS_MAX = 1 << 16;

  private final String file;
  private final ChunkForm form;
  private final ByteSource source;

  ChunkReader(String file, ChunkForm form, ByteSource source) {
    this.file = file;
    this.form = form;
    this.source = source;
  }

  /**
   * Reads the body of the chunk at {@code position}, of which nothing more is known.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public byte[] read(long position) throws IOException {
    int span = spanOfPrefixBlock(position);
    ChunkRoom room = new ChunkRoom(span);
    read(position, span, room);
    return room.toArray();
  }

  /**
   * Reads the body of the chunk at {@code position}, which is said to take {@code chunkSize} bytes,
   * prefix included. It may turn out to take another number.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public byte[] readSized(long position, int chunkSize) throws IOException {
    int span = spanOf(position, chunkSize);
    ChunkRoom room = new ChunkRoom(span);
    read(position, span, room);
    return room.toArray();
  }

  /**
   * Like {@link #read(long)}, into {@code room}.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public void read(long position, ChunkRoom room) throws IOException {
    read(position, spanOfPrefixBlock(position), room);
  }

  /**
   * Like {@link #readSized(long, int)}, into {@code room}.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public void readSized(long position, int chunkSize, ChunkRoom room) throws IOException {
    read(position, spanOf(position, chunkSize), room);
  }

  private int spanOfPrefixBlock(long position) {
    long blockEnd = Blocks.startOf(position) + Blocks.SIZE;
    boolean prefixFits = blockEnd - position >= Blocks.span(position, form.prefixLength());
    return (int) (blockEnd + (prefixFits ? 0 : Blocks.SIZE) - position);
  }

  private int spanOf(long position, int chunkSize) {
    int guess = Math.max(form.prefixLength(), Math.min(chunkSize, GUESS_MAX));
    return (int) Blocks.span(position, guess);
  }

  private void read(long position, int firstSpan, ChunkRoom room) throws IOException {
    byte[] data = room.reserve(firstSpan);
    int length = readData(data, 0, position, firstSpan);
    if (length < form.prefixLength()) {
      throw new CorruptFileException(file, position, "a chunk", "the end of the file");
    }
    try {
      int restLength = form.restLength(data, 0);
      long chunkSize = (long) form.prefixLength() + restLength;
      if (length < chunkSize) {
        readRest(position, firstSpan, room, length, chunkSize);
      }
      form.open(room.reserve(0), 0, restLength, position, room);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file, position, e);
    }
  }

  private void readRest(
      long position, int firstSpan, ChunkRoom room, int firstLength, long chunkSize)
      throws IOException {
    long span = Blocks.span(position, chunkSize);
    if (chunkSize > GUESS_MAX && position + span > source.end()) {
      throw tooShort(position, chunkSize);
    }
    int restSpan = (int) (span - firstSpan);
    byte[] data = room.reserve(firstLength + restSpan);
    int restLength = readData(data, firstLength, position + firstSpan, restSpan);
    if (firstLength + restLength < chunkSize) {
      throw tooShort(position, chunkSize);
    }
  }

  private CorruptFileException tooShort(long position, long chunkSize) throws IOException {
    return new CorruptFileException(
        file,
        position,
        "a chunk of " + chunkSize + " bytes",
        "the end of the file at " + source.end());
  }

  /**
   * Reads the data in {@code span} bytes of the file, block type bytes dropped, to {@code at} and what
   * follows. Returns how many bytes these are: fewer than asked where the file ends.
   */
  private int readData(byte[] data, int at, long position, int span) throws IOException {
    int read = source.readFully(ByteBuffer.wrap(data, at, span), position);
    return Blocks.strip(data, at, read, position);
  }
}
