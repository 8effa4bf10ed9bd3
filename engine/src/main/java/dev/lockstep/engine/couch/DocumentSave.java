package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.tree.NodeWriter;
import dev.lockstep.engine.tree.Reducer;
import dev.lockstep.engine.tree.TreeAction;
import dev.lockstep.engine.tree.TreeModify;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Saves a batch of document changes:
 *
 * <ol>
 *   <li>Of several changes of one document the one with the highest seqno counts; the others are
 *       dropped as if they had not been given.
 *   <li>Bodies are appended, in the order given.
 *   <li>The by-id index is modified, and so tells which seqnos the documents had before.
 *   <li>The by-seqno index loses those seqnos and gains the new ones, in one batch.
 * </ol>
 */
final class DocumentSave {

  /** One change, and what becomes of it. */
  private static final class Saved {
    final DocumentChange change;
    boolean dropped;

    private long bodyPosition;
    private int physicalSize;
    private @Nullable DocumentInfo info;

    Saved(DocumentChange change) {
      this.change = change;
    }

    void bodyAt(long position, int size) {
      bodyPosition = position;
      physicalSize = size;
    }

    /** The index entry, once the body is where it will be. */
    DocumentInfo info() {
      if (info == null) {
        info = change.storedAt(bodyPosition, physicalSize);
      }
      return info;
    }

    static int newestOfAnIdFirst(Saved one, Saved other) {
      int order = one.change.id().compareTo(other.change.id());
      return order != 0 ? order : Long.compare(other.change.seqno(), one.change.seqno());
    }
  }

  private final AppendFile file;
  private final int nodeSizeThreshold;
  private final Header base;
  private final ChangeListener listener;
  private final SeqnoActions seqnos;

  DocumentSave(AppendFile file, int nodeSizeThreshold, Header base, ChangeListener listener) {
    this.file = file;
    this.nodeSizeThreshold = nodeSizeThreshold;
    this.base = base;
    this.listener = listener;
    this.seqnos = new SeqnoActions(file.name(), base.bySeqno());
  }

  Header save(List<DocumentChange> batch) throws IOException {
    List<Saved> given = new ArrayList<>(batch.size());
    long highest = base.updateSeqno();
    for (DocumentChange change : batch) {
      given.add(new Saved(change));
      highest = Math.max(highest, change.seqno());
    }
    List<Saved> byId = newestById(given);
    appendBodies(given);
    Optional<NodePointer> byIdRoot = modifyById(byId);
    Optional<NodePointer> bySeqnoRoot = modifyBySeqno(byId);
    return base.withIndexes(bySeqnoRoot, byIdRoot).withUpdateSeqno(highest);
  }

  /** Step 1: those that count, in ascending order of ids. */
  private static List<Saved> newestById(List<Saved> given) {
    List<Saved> sorted = new ArrayList<>(given);
    sorted.sort(Saved::newestOfAnIdFirst);
    List<Saved> kept = new ArrayList<>(sorted.size());
    @Nullable Bytes last = null;
    for (Saved saved : sorted) {
      saved.dropped = last != null && last.equals(saved.change.id());
      if (!saved.dropped) {
        kept.add(saved);
        last = saved.change.id();
      }
    }
    return kept;
  }

  /** Step 2. */
  private void appendBodies(List<Saved> given) throws IOException {
    for (Saved saved : given) {
      if (!saved.dropped && saved.change.storedBody().isPresent()) {
        Bytes body = saved.change.storedBody().get();
        saved.bodyAt(file.appendChunk(body), file.chunkSize(body.length()));
      }
    }
  }

  /** Step 3. */
  private Optional<NodePointer> modifyById(List<Saved> byId) throws IOException {
    List<TreeAction> actions = new ArrayList<>(byId.size());
    for (Saved saved : byId) {
      actions.add(
          new TreeAction(saved.change.id(), Optional.of(IndexFormat.byIdValue(saved.info()))));
    }
    return TreeModify.apply(
        file,
        new NodeWriter(file, Reducer.BY_ID, nodeSizeThreshold),
        base.byId(),
        actions,
        (index, previous) -> replaced(byId.get(index).info(), previous));
  }

  private void replaced(DocumentInfo stored, Optional<Bytes> previousValue) throws IOException {
    @Nullable DocumentInfo previous = null;
    if (previousValue.isPresent()) {
      previous = decode(stored.id(), previousValue.get());
      seqnos.vacate(previous.seqno());
    }
    listener.changed(stored, previous);
  }

  private DocumentInfo decode(Bytes id, Bytes value) throws IOException {
    try {
      return IndexFormat.byIdEntry(id, value);
    } catch (MalformedDataException e) {
      long position = base.byId().map(NodePointer::position).orElse(0L);
      throw new CorruptFileException(file.name(), position, e);
    }
  }

  /** Step 4. */
  private Optional<NodePointer> modifyBySeqno(List<Saved> byId) throws IOException {
    for (Saved saved : byId) {
      seqnos.put(saved.info());
    }
    List<TreeAction> actions = seqnos.inOrder();
    return TreeModify.apply(
        file,
        new NodeWriter(file, Reducer.BY_SEQNO, nodeSizeThreshold),
        base.bySeqno(),
        actions,
        seqnos);
  }
}
