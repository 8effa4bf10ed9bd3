package dev.lockstep.engine.couch;

import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.Transfer;
import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A temporary file of sorted entries, one after the other:
 *
 * <pre>
 * u32 key length, u32 value length, key, value
 * </pre>
 *
 * @param length bytes in the file
 */
record Run(String name, long length) {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int PREFIX_LENGTH = 8;

  /** Writes all entries to a new file, which takes the place of a leftover. Removed on failure. */
  static Run write(StorageFiles files, String name, SortedEntries entries) throws IOException {
    StorageFile file = create(files, name);
    try (file) {
      Writer writer = new Writer(file);
      while (entries.advance()) {
        writer.add(entries);
      }
      writer.flush();
      return new Run(name, writer.position);
    } catch (IOException | RuntimeException | Error e) {
      try {
        files.remove(name);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Opens the file; its entries come in the order they were written. */
  SortedEntries open(StorageFiles files) throws IOException {
    return new Reader(files.open(name, OpenMode.READ), length);
  }

  private static StorageFile create(StorageFiles files, String name) throws IOException {
    try {
      return files.open(name, OpenMode.CREATE_NEW);
    } catch (FileExistsException leftover) {
      files.remove(name);
      return files.open(name, OpenMode.CREATE_NEW);
    }
  }

  private static final class Writer {
    private final StorageFile file;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
    private long position;

    Writer(StorageFile file) {
      this.file = file;
    }

    void add(SortedEntries entry) throws IOException {
      int bodyLength = entry.keyLength() + entry.valueLength();
      int length = PREFIX_LENGTH + bodyLength;
      if (buffer.remaining() < length) {
        flush();
      }
      if (buffer.remaining() < length) {
        buffer = ByteBuffer.allocate(length);
      }
      buffer.putInt(entry.keyLength()).putInt(entry.valueLength());
      buffer.put(entry.bytes(), entry.keyStart(), bodyLength);
    }

    void flush() throws IOException {
      buffer.flip();
      int length = buffer.remaining();
      Transfer.writeFully(file, buffer, position);
      position += length;
      buffer.clear();
    }
  }

  private static final class Reader implements SortedEntries {
    private final StorageFile file;
    private final long length;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** Offset of the first byte that the buffer does not hold yet. */
    private long position;

    private int keyStart;
    private int keyLength;
    private int valueLength;

    Reader(StorageFile file, long length) {
      this.file = file;
      this.length = length;
    }

    @Override
    public boolean advance() throws IOException {
      if (position == length && !buffer.hasRemaining()) {
        return false;
      }
      need(PREFIX_LENGTH);
      keyLength = buffer.getInt();
      valueLength = buffer.getInt();
      int bodyLength = Math.addExact(keyLength, valueLength);
      need(bodyLength);
      keyStart = buffer.position();
      buffer.position(keyStart + bodyLength);
      return true;
    }

    @Override
    public byte[] bytes() {
      return buffer.array();
    }

    @Override
    public int keyStart() {
      return keyStart;
    }

    @Override
    public int keyLength() {
      return keyLength;
    }

    @Override
    public int valueLength() {
      return valueLength;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }

    /** Fills the buffer until it holds {@code count} bytes. */
    private void need(long count) throws IOException {
      if (buffer.remaining() >= count) {
        return;
      }
      long missing = count - buffer.remaining();
      if (missing > length - position) {
        throw shorter(missing);
      }
      int more = (int) Math.min(length - position, Math.max(missing, BUFFER_SIZE));
      if (buffer.capacity() < buffer.remaining() + more) {
        buffer = ByteBuffer.allocate(buffer.remaining() + more).put(buffer);
      } else {
        buffer.compact();
      }
      buffer.limit(buffer.position() + more);
      int read = Transfer.readFully(file, buffer, position);
      if (read < more) {
        throw shorter(more);
      }
      position += more;
      buffer.flip();
    }

    private CorruptFileException shorter(long missing) {
      return new CorruptFileException(
          file.name(), position, missing + " more bytes of sorted entries", "the end of the file");
    }
  }
}
