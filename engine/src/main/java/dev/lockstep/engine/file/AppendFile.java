package dev.lockstep.engine.file;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One append-only file of chunks and headers. A commit:
 *
 * <ol>
 *   <li>Chunks, and after them the header, at the next block boundary but in a block typed as data,
 *       so that nobody can find it yet, are written in one go.
 *   <li>The file is synced.
 *   <li>The type of the header's block is overwritten: the one byte that ever changes.
 *   <li>The file is synced again. Only now is the commit durable.
 * </ol>
 *
 * Until step 3 a failure undoes the commit: nothing points to what was written, and the next append
 * starts at a block past it. From step 3 on the header may be durable or not. Bytes that a failed
 * sync should have made durable may be gone, so both steps are repeated; if that fails as well the
 * outcome is unknown, the caller is told so, and the handle takes no more appends.
 *
 * <p>Chunks of committed headers may be read by any number of tasks. Everything else belongs to one
 * task at a time.
 */
public final class AppendFile implements Closeable {

  /** How often steps 3 and 4 of a commit are tried. */
  public static final int COMMIT_ATTEMPTS_MAX = 3;

  /** Appended bytes are written at the latest when there are this many of them. */
  static final int WRITE_BUFFER_SIZE = 1 << 20;

  private final StorageFile storage;
  private final StorageFiles.OpenMode mode;
  private final DiskVersion version;
  private final HeaderFinder headers;
  private final Optional<FileKey> key;
  private final ChunkForm form;
  private final ChunkReader storedChunks;
  private final ChunkReader writtenChunks;

  private final WriteBuffer buffer;
  private boolean uncertain;
  private long committedEnd;

  private AppendFile(
      StorageFile storage, OpenMode mode, DiskVersion version, Optional<FileKey> key, long end) {
    this.storage = storage;
    this.mode = mode;
    this.version = version;
    this.key = key;
    this.form = key.isPresent()
        ? new EncryptedChunks(key.get().key())
        : new PlainChunks(version.checksum());
    StoredBytes stored = new StoredBytes(storage);
    this.buffer = new WriteBuffer(end);
    this.committedEnd = end;
    this.headers = new HeaderFinder(storage.name(), stored);
    this.storedChunks = new ChunkReader(storage.name(), form, stored);
    this.writtenChunks = new ChunkReader(storage.name(), form, new WrittenBytes(stored));
  }

  /** A file as it was opened, with its last header. */
  public record Opened(AppendFile file, CommittedHeader lastHeader) {}

  /**
   * Creates a plain file.
   *
   * @throws dev.lockstep.engine.platform.FileExistsException if there is one of that name
   */
  public static AppendFile create(
      StorageFiles files, String name, DiskVersion version, InitialHeader initial)
      throws IOException {
    return create(files, name, version, initial, Encryption.NONE);
  }

  /**
   * Creates a file, encrypted if there is a current key; then it is of a version that has metadata.
   * Its initial header, where it gets one, and its metadata are not synced.
   *
   * @throws dev.lockstep.engine.platform.FileExistsException if there is one of that name
   */
  public static AppendFile create(
      StorageFiles files,
      String name,
      DiskVersion version,
      InitialHeader initial,
      Encryption encryption)
      throws IOException {
    Optional<FileKey> key = encryption
        .keys()
        .current()
        .map(current -> FileKey.create(current, encryption.random(), name));
    Invariant.check(
        key.isEmpty() || version.hasPreviousPosition(), "no file of this version is encrypted");
    StorageFile storage = files.open(name, OpenMode.CREATE_NEW);
    try {
      AppendFile file = new AppendFile(storage, OpenMode.CREATE_NEW, version, key, 0);
      file.begin(initial);
      return file;
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, storage);
      removeAfter(e, files, name);
      throw e;
    }
  }

  private void begin(InitialHeader initial) throws IOException {
    if (key.isPresent()) {
      buffer.putByte(Blocks.METADATA);
      byte[] metadata = key.get().metadata().encode().toArray();
      buffer.put(Chunks.headerPrefix(metadata, version.checksum()));
      buffer.put(metadata);
      buffer.padToBoundary();
      flush();
    }
    if (initial == InitialHeader.WRITTEN) {
      putHeader(marked(Header.empty(version)), Blocks.HEADER);
      flush();
    } else {
      buffer.putByte(Blocks.DATA);
    }
  }

  /** Opens a file for whoever has no keys: it is plain, or cannot be opened. */
  public static Opened open(StorageFiles files, String name, OpenMode mode, HeaderSearch search)
      throws IOException {
    return open(files, name, mode, search, EncryptionKeys.none());
  }

  /**
   * Opens a file and finds its last header. Appends to it will start at its end.
   *
   * @throws java.io.FileNotFoundException if there is no file of that name
   * @throws NoHeaderException if it holds no header
   * @throws CorruptFileException if the search finds damage that it may not skip
   * @throws UnsupportedVersionException if the header is of an unknown disk version
   * @throws EncryptedFileException if the file is encrypted with a key that is not among {@code keys}
   * @throws WrongKeyException if that key does not decrypt it
   */
  public static Opened open(
      StorageFiles files, String name, OpenMode mode, HeaderSearch search, EncryptionKeys keys)
      throws IOException {
    Invariant.check(mode != OpenMode.CREATE_NEW, "a file is created by create");
    StorageFile storage = files.open(name, mode);
    try {
      HeaderFinder finder = new HeaderFinder(name, new StoredBytes(storage));
      Optional<CommittedHeader> last = finder.last(search);
      Optional<FileKey> key = findKey(finder, last, keys, name);
      if (last.isEmpty()) {
        throw new NoHeaderException(name, storage.size());
      }
      DiskVersion version = last.get().header().version();
      AppendFile file = new AppendFile(storage, mode, version, key, storage.size());
      if (key.isPresent()) {
        KeyCheck.run(file, key.get().id(), last.get());
      }
      return new Opened(file, last.get());
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, storage);
      throw e;
    }
  }

  private static Optional<FileKey> findKey(
      HeaderFinder finder, Optional<CommittedHeader> last, EncryptionKeys keys, String name)
      throws IOException {
    boolean encrypted =
        last.isPresent() ? last.get().header().hasMetadata() : finder.startsWithMetadata();
    return encrypted ? Optional.of(FileKey.find(finder.metadata(), keys, name)) : Optional.empty();
  }

  /** The file's name. */
  public String name() {
    return storage.name();
  }

  /** The header that a file created with one begins with, after its metadata if it has any. */
  public CommittedHeader initialHeader() {
    return new CommittedHeader(key.isPresent() ? Blocks.SIZE : 0, marked(Header.empty(version)));
  }

  /** The disk version of all that is written. */
  public DiskVersion version() {
    return version;
  }

  /** The id of the key it is encrypted with; empty where it is plain. */
  public Optional<String> keyId() {
    return key.map(FileKey::id);
  }

  /** Bytes that the chunk of a body of {@code bodyLength} bytes takes, block type bytes apart. */
  public int chunkSize(int bodyLength) {
    return form.overhead() + bodyLength;
  }

  /**
   * Where to keep what must not outlive this handle, and is no safer than this file: a view of {@code
   * files} that encrypts what is written if this file is encrypted.
   */
  public StorageFiles scratch(StorageFiles files) {
    return key.isPresent() ? new ScratchFiles(files, key.get()) : files;
  }

  /** Bytes in the file, those of unfinished commits included, those not yet written excluded. */
  public long size() throws IOException {
    return storage.size();
  }

  /**
   * The header before {@code header}; empty where that is the first.
   *
   * @throws CorruptFileException if it is damaged
   */
  public Optional<CommittedHeader> previous(CommittedHeader header, HeaderSearch search)
      throws IOException {
    Optional<CommittedHeader> previous = headers.before(header, search);
    if (previous.isPresent()
        && previous.get().header().version().checksum() != version.checksum()) {
      throw new CorruptFileException(
          name(),
          previous.get().position(),
          "a header of the same checksum as version " + version.number(),
          "version " + previous.get().header().version().number());
    }
    return previous;
  }

  /**
   * Reads the body of the chunk at {@code position}, which a committed header covers.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public byte[] readChunk(long position) throws IOException {
    return storedChunks.read(position);
  }

  /**
   * Reads the body of the chunk at {@code position}, which a committed header covers and which is
   * said to take {@code chunkSize} bytes, prefix included. It may turn out to take another number.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public byte[] readChunk(long position, int chunkSize) throws IOException {
    return storedChunks.readSized(position, chunkSize);
  }

  /**
   * Reads the body of a chunk that may have been appended since the last commit. For the writer
   * alone.
   *
   * @throws CorruptFileException if there is no whole chunk
   */
  public byte[] readWrittenChunk(long position) throws IOException {
    return writtenChunks.read(position);
  }

  /** Where the last commit ends, or the file as it was opened: what lies before does not change. */
  public long committedEnd() {
    return committedEnd;
  }

  /** Appends a chunk and returns its position. It may stay in memory until the commit. */
  public long appendChunk(byte[] body) throws IOException {
    checkWritable();
    long position = buffer.end();
    form.put(buffer, body);
    if (buffer.length() >= WRITE_BUFFER_SIZE) {
      flush();
    }
    return position;
  }

  /** Like {@link #appendChunk(byte[])}. */
  public long appendChunk(Bytes body) throws IOException {
    return appendChunk(body.toArray());
  }

  /**
   * Commits everything appended so far under {@code header}.
   *
   * @throws CommitUncertainException if the header may or may not be durable
   * @throws IOException if it is not, and never will be
   */
  public CommittedHeader commit(Header header) throws IOException {
    checkWritable();
    Header committed = marked(header);
    long position = putHeader(committed, Blocks.DATA);
    flush();
    syncData();
    publish(position);
    committedEnd = buffer.end();
    return new CommittedHeader(position, committed);
  }

  /** Forgets everything appended since the last commit. */
  public void abandon() {
    buffer.restartAt(buffer.start());
    if (buffer.start() == 0) {
      buffer.putByte(Blocks.DATA);
    }
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  private Header marked(Header header) {
    return header.hasMetadata() == key.isPresent() ? header : header.withMetadata(key.isPresent());
  }

  private long putHeader(Header header, byte type) {
    byte[] body = HeaderFormat.encode(header);
    buffer.padToBoundary();
    long position = buffer.end();
    checkHeader(header, position);
    buffer.putByte(type);
    buffer.put(Chunks.headerPrefix(body, version.checksum()));
    buffer.put(body);
    return position;
  }

  private void checkHeader(Header header, long position) {
    Invariant.check(
        header.version() == version, "header of %s in a file of %s", header.version(), version);
    Invariant.check(
        header.purgePointer() <= position && header.previousPosition() < Math.max(position, 1),
        "purge pointer %d and previous position %d must be before the header",
        header.purgePointer(),
        header.previousPosition());
    checkRoot(header.bySeqno(), position);
    checkRoot(header.byId(), position);
    checkRoot(header.local(), position);
  }

  private static void checkRoot(Optional<NodePointer> root, long position) {
    Invariant.check(
        root.isEmpty() || root.get().position() < position,
        "root %s not before the header at %s",
        root,
        position);
  }

  /** Writes the buffer. On failure what it held is gone, and the place it may have reached unused. */
  private void flush() throws IOException {
    try {
      Transfer.writeFully(storage, buffer.asBuffer(), buffer.start());
      buffer.restartAt(buffer.end());
    } catch (IOException e) {
      abandonTail();
      throw e;
    }
  }

  /**
   * Makes durable what the file holds up to a header that was found in it. The header's type byte is
   * written again first: a sync that failed may have left it in memory alone, and yet marked as
   * written, so that another sync by itself would do nothing.
   */
  public void confirm(CommittedHeader header) throws IOException {
    Transfer.writeFully(storage, ByteBuffer.wrap(new byte[] {Blocks.HEADER}), header.position());
    storage.sync();
  }

  private void syncData() throws IOException {
    try {
      storage.sync();
    } catch (IOException e) {
      abandonTail();
      throw e;
    }
  }

  private void publish(long position) throws CommitUncertainException {
    IOException failure = null;
    for (int attempt = 1; attempt <= COMMIT_ATTEMPTS_MAX; attempt++) {
      try {
        Transfer.writeFully(storage, ByteBuffer.wrap(new byte[] {Blocks.HEADER}), position);
        storage.sync();
        return;
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    uncertain = true;
    throw new CommitUncertainException(
        name(), position, failure == null ? new IOException("no attempt") : failure);
  }

  private void abandonTail() {
    buffer.restartAt(Blocks.boundaryFrom(buffer.end()));
  }

  private void checkWritable() throws IOException {
    Invariant.check(mode != OpenMode.READ, "the file is open for reads only");
    if (uncertain) {
      throw new IOException(
          name() + ": an earlier commit is uncertain; close the file and open it anew");
    }
  }

  private static void closeAfter(Throwable failure, StorageFile storage) {
    try {
      storage.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void removeAfter(Throwable failure, StorageFiles files, String name) {
    try {
      files.remove(name);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The file's bytes as the writer sees them: the end of them is still in memory. */
  private final class WrittenBytes implements ByteSource {
    private final StoredBytes stored;

    WrittenBytes(StoredBytes stored) {
      this.stored = stored;
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
}
