package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.ChunkRoom;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.tree.NodeWriter;
import dev.lockstep.engine.tree.Reducer;
import dev.lockstep.engine.tree.TreeBuild;
import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fills an empty couch file from the documents of another:
 *
 * <ol>
 *   <li>Documents come in ascending order of seqnos. The body of each is copied as it is stored, and
 *       the by-seqno index grows behind the bodies.
 *   <li>Their by-id entries are sorted meanwhile, in temporary files beside the target where memory
 *       should not hold them all, and the by-id index is built from them.
 *   <li>The local documents follow.
 *   <li>The result is a draft for the target's {@link CouchFile#commit}.
 * </ol>
 *
 * Close it in any case: that removes the temporary files.
 */
public final class BulkLoad implements Closeable {

  /** How many by-id entries memory holds unless told otherwise. */
  public static final int SORT_ENTRIES_MAX = 1 << 16;

  private final CouchFile target;
  private final AppendFile file;
  private final TreeBuild bySeqno;
  private final SortedRuns byId;

  /** The body at hand. */
  private final ChunkRoom body = new ChunkRoom();

  /** The by-seqno entry at hand. */
  private byte[] entry = {};

  private long lastSeqno;

  private BulkLoad(CouchFile target, int sortEntriesMax) {
    this.target = target;
    this.file = target.file();
    this.bySeqno = new TreeBuild(writer(Reducer.BY_SEQNO));
    this.byId =
        new SortedRuns(file.scratch(target.files()), target.name() + ".sort.", sortEntriesMax);
  }

  /** Starts to fill {@code target}, which holds no documents. */
  public static BulkLoad into(CouchFile target) {
    return into(target, SORT_ENTRIES_MAX);
  }

  /**
   * Starts to fill {@code target}, which holds no documents.
   *
   * @param sortEntriesMax how many by-id entries memory may hold, at least 1
   */
  public static BulkLoad into(CouchFile target, int sortEntriesMax) {
    return new BulkLoad(target, sortEntriesMax);
  }

  /**
   * Adds a document, its seqno above all before.
   *
   * @param source the cursor that gave the document
   * @return its index entry in the target
   */
  public DocumentInfo add(DocumentCursor source, DocumentInfo info) throws IOException {
    Invariant.check(
        info.seqno() > lastSeqno || lastSeqno == 0,
        "seqno %d after seqno %d",
        info.seqno(),
        lastSeqno);
    lastSeqno = info.seqno();
    DocumentInfo copy = copyBody(source, info);
    addBySeqno(copy);
    addById(copy);
    return copy;
  }

  private void addBySeqno(DocumentInfo info) throws IOException {
    int valueLength = IndexFormat.bySeqnoLength(info);
    int length = IndexFormat.SEQNO_LENGTH + valueLength;
    if (entry.length < length) {
      entry = new byte[length];
    }
    IndexFormat.putSeqno(entry, 0, info.seqno());
    IndexFormat.putBySeqno(entry, IndexFormat.SEQNO_LENGTH, info);
    bySeqno.add(entry, 0, IndexFormat.SEQNO_LENGTH, valueLength);
  }

  private void addById(DocumentInfo info) throws IOException {
    int keyLength = info.id().length();
    int valueLength = IndexFormat.byIdLength(info);
    GatheredEntries gathered = byId.roomFor(keyLength + valueLength);
    info.id().copyTo(gathered.bytes(), gathered.length());
    IndexFormat.putById(gathered.bytes(), gathered.length() + keyLength, info);
    gathered.added(keyLength, valueLength);
  }

  /**
   * Builds the indexes and returns the draft.
   *
   * @param locals all local documents, of different ids
   * @param updateSeqno at least the highest seqno added
   * @throws CorruptFileException if two documents of one id were added
   */
  public Header finish(
      List<LocalDocument> locals, long updateSeqno, long purgeSeqno, long timestampNanos)
      throws IOException {
    Invariant.check(
        updateSeqno >= lastSeqno, "update seqno %d below seqno %d", updateSeqno, lastSeqno);
    Optional<NodePointer> byIdRoot = buildById();
    return target.drafted(Header.empty(file.version())
        .withIndexes(bySeqno.finish(), byIdRoot)
        .withLocal(buildLocal(locals))
        .withUpdateSeqno(updateSeqno)
        .withPurgeSeqno(purgeSeqno)
        .withTimestampNanos(timestampNanos));
  }

  @Override
  public void close() throws IOException {
    byId.close();
  }

  private DocumentInfo copyBody(DocumentCursor source, DocumentInfo info) throws IOException {
    long position = 0;
    int physicalSize = 0;
    if (info.hasBody()) {
      source.readStoredBody(info, body);
      position = file.appendChunk(body.bytes(), body.offset(), body.length());
      physicalSize = file.chunkSize(body.length());
    }
    return new DocumentInfo(
        info.id(),
        info.seqno(),
        info.revisionSeqno(),
        info.deleted(),
        info.contentMeta(),
        info.revisionMetadata(),
        position,
        physicalSize);
  }

  private Optional<NodePointer> buildById() throws IOException {
    TreeBuild build = new TreeBuild(writer(Reducer.BY_ID));
    SortedEntries entries = byId.merged();
    while (entries.advance()) {
      if (build.isLast(entries.bytes(), entries.keyStart(), entries.keyLength())) {
        Bytes id = Bytes.copyOf(entries.bytes(), entries.keyStart(), entries.keyLength());
        throw new CorruptFileException(
            file.name(), 0, "a source with one by-seqno entry a document", "two of " + id);
      }
      build.add(entries.bytes(), entries.keyStart(), entries.keyLength(), entries.valueLength());
    }
    return build.finish();
  }

  private Optional<NodePointer> buildLocal(List<LocalDocument> locals) throws IOException {
    TreeBuild build = new TreeBuild(writer(Reducer.LOCAL));
    List<LocalDocument> ordered = locals.stream()
        .sorted(Comparator.comparing(LocalDocument::id))
        .collect(Collectors.toList());
    for (LocalDocument local : ordered) {
      build.add(local.id(), local.value());
    }
    return build.finish();
  }

  private NodeWriter writer(Reducer reducer) {
    return new NodeWriter(file, reducer, target.options().nodeSizeThreshold());
  }
}
