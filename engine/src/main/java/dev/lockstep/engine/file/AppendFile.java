package dev.lockstep.engine.file;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.Closeable;
import java.io.IOException;
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

  private final StorageFile storage;
  private final StorageFiles.OpenMode mode;
  private final DiskVersion version;
  private final HeaderFinder headers;
  private final Optional<FileKey> key;
  private final ChunkForm form;
  private final ByteSource stored;
  private final ChunkReader storedChunks;
  private final ChunkReader writtenChunks;
  private final DecodedCache decoded;

  private final Tail tail;
  private final Commit commit;

  /** Holds a body while it is appended. */
  private final ChunkRoom appended = new ChunkRoom();

  private boolean uncertain;
  private long committedEnd;

  AppendFile(
      StorageFile storage, OpenMode mode, DiskVersion version, Optional<FileKey> key, long end) {
    this.storage = storage;
    this.mode = mode;
    this.version = version;
    this.key = key;
    this.form = key.isPresent()
        ? new EncryptedChunks(key.get().key())
        : new PlainChunks(version.checksum());
    StoredBytes bytes = new StoredBytes(storage);
    this.stored = bytes;
    this.tail = new Tail(storage, bytes, end);
    this.commit = new Commit(storage, tail, version);
    this.committedEnd = end;
    this.decoded = storage.decoded();
    this.headers = new HeaderFinder(storage.name(), bytes);
    this.storedChunks = new ChunkReader(storage.name(), form, bytes);
    this.writtenChunks = new ChunkReader(storage.name(), form, tail);
  }

  /** Writes what a new file begins with. */
  void begin(InitialHeader initial) throws IOException {
    WriteBuffer buffer = tail.buffer();
    if (key.isPresent()) {
      buffer.putByte(Blocks.METADATA);
      byte[] metadata = key.get().metadata().encode().toArray();
      buffer.put(Chunks.headerPrefix(metadata, version.checksum()));
      buffer.put(metadata);
      buffer.padToBoundary();
      tail.write();
    }
    if (initial == InitialHeader.WRITTEN) {
      commit.append(marked(Header.empty(version)), Blocks.HEADER);
      tail.write();
    } else {
      buffer.putByte(Blocks.DATA);
    }
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

  /** Reads chunks that a committed header covers, for any number of tasks. */
  public ChunkReader chunks() {
    return storedChunks;
  }

  /** Reads chunks that may have been appended since the last commit. For the writer alone. */
  public ChunkReader writtenChunks() {
    return writtenChunks;
  }

  /**
   * A reader of chunks that come one after the other, for one task.
   *
   * @param end what a committed header covers ends here or later
   */
  public SequentialChunks sequential(long end) {
    return new SequentialChunks(storage.name(), form, stored, end);
  }

  /** Where the last commit ends, or the file as it was opened: what lies before does not change. */
  public long committedEnd() {
    return committedEnd;
  }

  /** Appends a chunk and returns its position. It may stay in memory until the commit. */
  public long appendChunk(byte[] body) throws IOException {
    return appendChunk(body, 0, body.length);
  }

  /** Appends a chunk whose body are {@code length} bytes of {@code body} from {@code offset} on. */
  public long appendChunk(byte[] body, int offset, int length) throws IOException {
    checkWritable();
    long position = tail.append(form, body, offset, length);
    tail.writeIfFull();
    return position;
  }

  /** Like {@link #appendChunk(byte[])}. */
  public long appendChunk(Bytes body) throws IOException {
    int length = body.length();
    byte[] copy = appended.reserve(length);
    body.copyTo(copy, 0);
    return appendChunk(copy, 0, length);
  }

  /** Copies what the chunk at {@code position} stands for, if it is kept. Returns whether it is. */
  public boolean decoded(long position, Decoded target) {
    return decoded.get(position, target);
  }

  /** Whether anything is kept of what chunks stand for. */
  public boolean keepsDecoded() {
    return decoded != DecodedCache.NONE;
  }

  /** Keeps a copy of what the committed chunk at {@code position} stands for. */
  public void keepDecoded(long position, Decoded source, DecodedCache.Use use) {
    decoded.put(position, source, use);
  }

  /** Gives up what the chunk at {@code position} stands for: what is appended now takes its place. */
  public void dropDecoded(long position) {
    decoded.drop(position);
  }

  /** Keeps a copy of what a chunk stands for that this handle has appended. For the writer alone. */
  public void keepAppended(long position, Decoded source, DecodedCache.Use use) {
    tail.keep(position, source, use);
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
    try {
      long position = commit.run(committed);
      committedEnd = tail.end();
      return new CommittedHeader(position, committed);
    } catch (CommitUncertainException e) {
      uncertain = true;
      throw e;
    }
  }

  /** Forgets everything appended since the last commit. */
  public void abandon() {
    tail.drop();
  }

  /**
   * Makes durable what the file holds up to a header that was found in it. The header's type byte is
   * written again first: a sync that failed may have left it in memory alone, and yet marked as
   * written, so that another sync by itself would do nothing.
   */
  public void confirm(CommittedHeader header) throws IOException {
    commit.mark(header.position());
  }

  @Override
  public void close() throws IOException {
    tail.drop();
    storage.close();
  }

  private Header marked(Header header) {
    return header.hasMetadata() == key.isPresent() ? header : header.withMetadata(key.isPresent());
  }

  private void checkWritable() throws IOException {
    Invariant.check(mode != OpenMode.READ, "the file is open for reads only");
    if (uncertain) {
      throw new IOException(
          name() + ": an earlier commit is uncertain; close the file and open it anew");
    }
  }
}
