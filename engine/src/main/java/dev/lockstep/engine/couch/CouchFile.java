package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.file.SequentialChunks;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.DocumentTotals;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.format.SeqnoCount;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.tree.NodeReader;
import dev.lockstep.engine.tree.NodeWriter;
import dev.lockstep.engine.tree.PreviousValues;
import dev.lockstep.engine.tree.Reducer;
import dev.lockstep.engine.tree.TreeAction;
import dev.lockstep.engine.tree.TreeCursor;
import dev.lockstep.engine.tree.TreeLookup;
import dev.lockstep.engine.tree.TreeModify;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  private final NodeReader nodes;
  private final NodeReader passed;

  private @Nullable CommittedHeader lastHeader;

  /** The roots that saves have made since the last commit. No other uncommitted root is good. */
  private final Set<NodePointer> draftRoots = new HashSet<>();

  private CouchFile(
      StorageFiles files, AppendFile file, HeaderSearch search, CouchOptions options) {
    this.files = files;
    this.file = file;
    this.search = search;
    this.options = options;
    this.nodes = NodeReader.committed(file);
    this.passed = NodeReader.passing(file);
  }

  /**
   * Creates a file, encrypted if the options have a current key. Neither it nor its initial header is
   * durable before the first commit.
   *
   * @throws dev.lockstep.engine.platform.FileExistsException if there is one of that name
   */
  public static CouchFile create(
      StorageFiles files, String name, CouchOptions options, InitialHeader initial)
      throws IOException {
    AppendFile file =
        AppendFile.create(files, name, options.version(), initial, options.encryption());
    CouchFile couch = new CouchFile(files, file, HeaderSearch.STRICT, options);
    if (initial == InitialHeader.WRITTEN) {
      couch.lastHeader = file.initialHeader();
    }
    return couch;
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
    AppendFile.Opened opened =
        AppendFile.open(files, name, mode, search, options.encryption().keys());
    CouchFile couch = new CouchFile(
        files, opened.file(), search, options.withVersion(opened.file().version()));
    couch.lastHeader = opened.lastHeader();
    return couch;
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
    if (lastHeader == null) {
      throw new AssertionError("nothing was committed to " + name() + " yet");
    }
    return lastHeader;
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
    Optional<TreeLookup.Found> found = TreeLookup.find(nodes, header.byId(), id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IndexFormat.byIdEntry(found.get().leaf(), found.get().index()));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(name(), found.get().leafPosition(), e);
    }
  }

  /** A document, deleted or not; empty where there is none. */
  public Optional<Document> get(Header header, Bytes id) throws IOException {
    Optional<DocumentInfo> info = info(header, id);
    return info.isEmpty()
        ? Optional.empty()
        : Optional.of(new Document(info.get(), body(info.get())));
  }

  /** The body of a document, decompressed; empty where it has none. */
  public Bytes body(DocumentInfo info) throws IOException {
    return decompressed(name(), info, storedBody(info));
  }

  /** The body that {@code stored}, which {@code file} holds for a document, stands for. */
  static Bytes decompressed(String file, DocumentInfo info, Bytes stored)
      throws CorruptFileException {
    if (!info.hasBody() || !info.isCompressed()) {
      return stored;
    }
    try {
      return Bytes.wrap(Compression.decompress(stored.toArray()));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file, info.bodyPosition(), e);
    }
  }

  /** The body of a document as the file holds it; empty where it has none. */
  public Bytes storedBody(DocumentInfo info) throws IOException {
    return info.hasBody()
        ? Bytes.wrap(file.readChunk(info.bodyPosition(), info.physicalSize()))
        : Bytes.EMPTY;
  }

  /** The value of a local document; empty where there is none. */
  public Optional<Bytes> local(Header header, Bytes id) throws IOException {
    return TreeLookup.find(nodes, header.local(), id)
        .map(found -> found.leaf().value(found.index()));
  }

  /** The documents with seqnos {@code from} to {@code to}, both inclusive, in ascending order. */
  public DocumentCursor bySeqno(Header header, long from, long to) {
    Optional<Bytes> end =
        to >= IndexFormat.SEQNO_MAX ? Optional.empty() : Optional.of(IndexFormat.seqnoKey(to + 1));
    return new DocumentCursor(
        new TreeCursor(passed, header.bySeqno(), IndexFormat.seqnoKey(from), end),
        IndexFormat::bySeqnoEntry,
        bodiesBefore(header.bySeqno()));
  }

  /** The documents with ids from {@code from}, inclusive, to {@code to}, exclusive; empty: all. */
  public DocumentCursor byId(Header header, Bytes from, Optional<Bytes> to) {
    return new DocumentCursor(
        new TreeCursor(passed, header.byId(), from, to),
        IndexFormat::byIdEntry,
        bodiesBefore(header.byId()));
  }

  /** Reads bodies in the order of an index: they all lie before its root. */
  private SequentialChunks bodiesBefore(Optional<NodePointer> root) {
    return file.sequential(root.map(NodePointer::position).orElse(0L));
  }

  /** All local documents, in ascending order of ids. */
  public LocalCursor locals(Header header) {
    return new LocalCursor(new TreeCursor(nodes, header.local(), Bytes.EMPTY, Optional.empty()));
  }

  /** What the header's roots count. Reads nothing. */
  public Counts counts(Header header) throws CorruptFileException {
    long position = 0;
    try {
      DocumentTotals totals = DocumentTotals.NONE;
      if (header.byId().isPresent()) {
        position = header.byId().get().position();
        totals = DocumentTotals.decode(header.byId().get().reduce());
      }
      long seqnos = 0;
      if (header.bySeqno().isPresent()) {
        position = header.bySeqno().get().position();
        seqnos = SeqnoCount.decode(header.bySeqno().get().reduce());
      }
      return new Counts(totals.live(), totals.deleted(), totals.physicalSize(), seqnos);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(name(), position, e);
    }
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
    checkRoots(base);
    return drafted(
        new DocumentSave(file, options.nodeSizeThreshold(), base, listener).save(changes));
  }

  /**
   * Saves local documents. Of several changes of one id the last one counts. After an exception the
   * whole draft is lost: {@link #abandon} it.
   *
   * @param base a committed state or a draft of this handle
   */
  public Header saveLocals(Header base, List<LocalChange> changes) throws IOException {
    checkRoots(base);
    NavigableMap<Bytes, Optional<Bytes>> ordered = new TreeMap<>();
    changes.forEach(change -> ordered.put(change.id(), change.value()));
    List<TreeAction> actions = new ArrayList<>();
    ordered.forEach((id, value) -> actions.add(new TreeAction(id, value)));
    NodeWriter writer = new NodeWriter(file, Reducer.LOCAL, options.nodeSizeThreshold());
    return drafted(base.withLocal(
        TreeModify.apply(file, writer, base.local(), actions, PreviousValues.IGNORED)));
  }

  /**
   * Makes a draft durable and visible, as the successor of {@link #lastHeader}.
   *
   * @throws dev.lockstep.engine.file.CommitUncertainException if it may or may not be durable; this
   *     handle takes no more writes
   * @throws IOException if it is not, and never will be; the draft is lost
   */
  public CommittedHeader commit(Header draft) throws IOException {
    checkRoots(draft);
    long previous = lastHeader == null ? 0 : lastHeader.position();
    try {
      CommittedHeader committed = file.commit(storable(draft, previous));
      lastHeader = committed;
      return committed;
    } finally {
      draftRoots.clear();
    }
  }

  /** The draft with what the file's version can keep, as it will be read back. */
  private Header storable(Header draft, long previous) {
    DiskVersion version = options.version();
    return draft
        .withTimestampNanos(version.hasTimestamp() ? draft.timestampNanos() : 0)
        .withPreviousPosition(version.hasPreviousPosition() ? previous : Header.NO_PREVIOUS);
  }

  /** Forgets all drafts. */
  public void abandon() {
    draftRoots.clear();
    file.abandon();
  }

  /** Takes an older header for the last one: the next commit follows it instead. */
  public void rewind(CommittedHeader target) {
    Invariant.check(
        target.position() <= lastHeader().position(),
        "cannot rewind to %d from %d",
        target.position(),
        lastHeader().position());
    abandon();
    lastHeader = target;
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
    draft.byId().ifPresent(draftRoots::add);
    draft.bySeqno().ifPresent(draftRoots::add);
    draft.local().ifPresent(draftRoots::add);
    return draft;
  }

  private void checkRoots(Header header) {
    header.byId().ifPresent(this::checkRoot);
    header.bySeqno().ifPresent(this::checkRoot);
    header.local().ifPresent(this::checkRoot);
  }

  private void checkRoot(NodePointer root) {
    Invariant.check(
        root.position() < file.committedEnd() || draftRoots.contains(root),
        "root %s is of a draft of %s that was lost",
        root,
        name());
  }
}
