package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.FileOpening;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A couch file: the by-id, the by-seqno and the local tree over one append-only file.
 *
 * <p>A database state is a {@link Header}. Reads are given one, and see that state whatever is
 * written meanwhile. Writes turn one into the next: {@link #saveDocuments} and {@link #saveLocals}
 * return a draft, which may be saved upon again, and {@link #commit} makes it a state that others can
 * see and that survives. A draft that is not committed leaves no trace.
 *
 * <p>Reads of committed headers may come from any number of tasks; all else from one at a time.
 */
public final class CouchFile implements Closeable {
  private final StorageFiles files;
  private final AppendFile file;
  private final HeaderSearch search;
  private final CouchOptions options;
  private final PointReads points;
  private final RangeReads ranges;
  private final Drafts drafts;

  private CouchFile(
      StorageFiles files,
      AppendFile file,
      HeaderSearch search,
      CouchOptions options,
      Optional<CommittedHeader> last) {
    this.files = files;
    this.file = file;
    this.search = search;
    this.options = options;
    this.points = new PointReads(file);
    this.ranges = new RangeReads(file);
    this.drafts = new Drafts(file, options, last);
  }

  /**
   * Creates a file, encrypted if the options have a current key. Neither it nor its initial header is
   * durable before the first commit.
   *
   * @throws dev.lockstep.engine.file.UnencryptableVersionException if they have one, and their version is
   *     below 14
   * @throws dev.lockstep.engine.platform.FileExistsException if there is one of that name
   */
  public static CouchFile create(
      StorageFiles files, String name, CouchOptions options, InitialHeader initial)
      throws IOException {
    AppendFile file =
        FileOpening.create(files, name, options.version(), initial, options.encryption());
    Optional<CommittedHeader> last =
        initial == InitialHeader.WRITTEN ? Optional.of(file.initialHeader()) : Optional.empty();
    return new CouchFile(files, file, HeaderSearch.STRICT, options, last);
  }

  /**
   * Opens a file at its last header. It keeps its disk version.
   *
   * @throws java.io.FileNotFoundException if there is no file of that name
   * @throws dev.lockstep.engine.file.NoHeaderException if it holds no header
   * @throws CorruptFileException if the search finds damage that it may not skip
   * @throws dev.lockstep.engine.file.UnsupportedVersionException if its disk version is unknown
   * @throws dev.lockstep.engine.file.EncryptedFileException if the options lack its key
   * @throws dev.lockstep.engine.file.WrongKeyException if the options have another key of that id
   */
  public static CouchFile open(
      StorageFiles files, String name, OpenMode mode, HeaderSearch search, CouchOptions options)
      throws IOException {
    FileOpening.Opened opened =
        FileOpening.open(files, name, mode, search, options.encryption().keys());
    return new CouchFile(
        files,
        opened.file(),
        search,
        options.withVersion(opened.file().version()),
        Optional.of(opened.lastHeader()));
  }

  /** The file's name when it was opened. */
  public String name() {
    return file.name();
  }

  /** The options the file is written with; the disk version is the file's own. */
  public CouchOptions options() {
    return options;
  }

  /** The newest header: found when the file was opened, or committed since by this handle. */
  public CommittedHeader lastHeader() {
    return drafts.last();
  }

  /**
   * The header before {@code header}; empty where that is the file's first.
   *
   * @throws CorruptFileException if it is damaged
   */
  public Optional<CommittedHeader> previous(CommittedHeader header) throws IOException {
    return file.previous(header, search);
  }

  /** The id of the key it is encrypted with; empty where it is plain. */
  public Optional<String> keyId() {
    return file.keyId();
  }

  /** Bytes in the file. */
  public long size() throws IOException {
    return file.size();
  }

  // Reads.

  /** The index entry of a document, deleted or not; empty where there is none. */
  public Optional<DocumentInfo> info(Header header, Bytes id) throws IOException {
    return points.info(header, id);
  }

  /** A document, deleted or not; empty where there is none. */
  public Optional<Document> get(Header header, Bytes id) throws IOException {
    return points.get(header, id);
  }

  /** The body of a document, decompressed; empty where it has none. */
  public Bytes body(DocumentInfo info) throws IOException {
    return points.body(info);
  }

  /** The body of a document as the file holds it; empty where it has none. */
  public Bytes storedBody(DocumentInfo info) throws IOException {
    return points.storedBody(info);
  }

  /** The value of a local document; empty where there is none. */
  public Optional<Bytes> local(Header header, Bytes id) throws IOException {
    return points.local(header, id);
  }

  /** The documents with seqnos {@code from} to {@code to}, both inclusive, in ascending order. */
  public DocumentCursor bySeqno(Header header, long from, long to) {
    return ranges.bySeqno(header, from, to);
  }

  /** The documents with ids from {@code from}, inclusive, to {@code to}, exclusive; empty: all. */
  public DocumentCursor byId(Header header, Bytes from, Optional<Bytes> to) {
    return ranges.byId(header, from, to);
  }

  /** All local documents, in ascending order of ids. */
  public LocalCursor locals(Header header) {
    return ranges.locals(header);
  }

  /** What the header's roots count. Reads nothing. */
  public Counts counts(Header header) throws CorruptFileException {
    return Counts.of(header, name());
  }

  // Writes.

  /**
   * Saves documents. Of several changes of one id the one with the highest seqno counts; the others
   * leave no trace. After an exception the whole draft is lost: {@link #abandon} it.
   *
   * @param base a committed state or a draft of this handle
   * @return the draft; its update seqno is the highest of {@code base}'s and all changes'
   */
  public Header saveDocuments(Header base, List<DocumentChange> changes, ChangeListener listener)
      throws IOException {
    return drafts.saveDocuments(base, changes, listener);
  }

  /**
   * Saves local documents. Of several changes of one id the last one counts. After an exception the
   * whole draft is lost: {@link #abandon} it.
   *
   * @param base a committed state or a draft of this handle
   */
  public Header saveLocals(Header base, List<LocalChange> changes) throws IOException {
    return drafts.saveLocals(base, changes);
  }

  /**
   * Makes a draft durable and visible, as the successor of {@link #lastHeader}.
   *
   * @throws dev.lockstep.engine.file.CommitUncertainException if it may or may not be durable; this
   *     handle takes no more writes
   * @throws IOException if it is not, and never will be; the draft is lost
   */
  public CommittedHeader commit(Header draft) throws IOException {
    return drafts.commit(draft);
  }

  /** Forgets all drafts. */
  public void abandon() {
    drafts.abandon();
  }

  /** Takes an older header for the last one: the next commit follows it instead. */
  public void rewind(CommittedHeader target) {
    drafts.rewind(target);
  }

  /**
   * Makes the last header, and all it leads to, durable, whoever wrote it and whether or not an earlier
   * sync of it failed.
   */
  public void confirm() throws IOException {
    file.confirm(lastHeader());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  AppendFile file() {
    return file;
  }

  StorageFiles files() {
    return files;
  }

  /** Notes the roots of a draft as good. */
  Header drafted(Header draft) {
    return drafts.drafted(draft);
  }
}
