package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.Transfer;
import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

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
  static Run write(StorageFiles files, String name, SortedRuns.Source entries) throws IOException {
    StorageFile file = create(files, name);
    try (file) {
      Writer writer = new Writer(file);
      for (Optional<SortedRuns.Entry> entry = entries.next();
          entry.isPresent();
          entry = entries.next()) {
        writer.add(entry.get());
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
  SortedRuns.Source open(StorageFiles files) throws IOException {
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

    void add(SortedRuns.Entry entry) throws IOException {
      int length = PREFIX_LENGTH + entry.key().length() + entry.value().length();
      if (buffer.remaining() < length) {
        flush();
      }
      if (buffer.remaining() < length) {
        buffer = ByteBuffer.allocate(length);
      }
      buffer.putInt(entry.key().length()).putInt(entry.value().length());
      buffer.put(entry.key().asBuffer()).put(entry.value().asBuffer());
    }

    void flush() throws IOException {
      buffer.flip();
      int length = buffer.remaining();
      Transfer.writeFully(file, buffer, position);
      position += length;
      buffer.clear();
    }
  }

  private static final class Reader implements SortedRuns.Source {
    private final StorageFile file;
    private final long length;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** Offset of the first byte that the buffer does not hold yet. */
    private long position;

    Reader(StorageFile file, long length) {
      this.file = file;
      this.length = length;
    }

    @Override
    public Optional<SortedRuns.Entry> next() throws IOException {
      if (position == length && !buffer.hasRemaining()) {
        return Optional.empty();
      }
      need(PREFIX_LENGTH);
      int keyLength = buffer.getInt();
      int valueLength = buffer.getInt();
      need((long) keyLength + valueLength);
      return Optional.of(new SortedRuns.Entry(take(keyLength), take(valueLength)));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }

    private Bytes take(int count) {
      byte[] bytes = new byte[count];
      buffer.get(bytes);
      return Bytes.wrap(bytes);
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
      ByteBuffer larger = ByteBuffer.allocate(buffer.remaining() + more).put(buffer);
      int read = Transfer.readFully(file, larger, position);
      if (read < more) {
        throw shorter(more);
      }
      position += more;
      buffer = larger.flip();
    }

    private CorruptFileException shorter(long missing) {
      return new CorruptFileException(
          file.name(), position, missing + " more bytes of sorted entries", "the end of the file");
    }
  }
}
