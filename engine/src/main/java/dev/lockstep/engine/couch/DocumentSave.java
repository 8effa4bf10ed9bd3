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
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.tree.NodeWriter;
import dev.lockstep.engine.tree.Reducer;
import dev.lockstep.engine.tree.TreeAction;
import dev.lockstep.engine.tree.TreeModify;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private final AppendFile file;
  private final int nodeSizeThreshold;
  private final Header base;
  private final ChangeListener listener;

  private final NavigableMap<Bytes, DocumentChange> changes = new TreeMap<>();
  private final NavigableMap<Bytes, DocumentInfo> infos = new TreeMap<>();

  /** By seqno: the entry to write; empty: one to remove. */
  private final NavigableMap<Long, Optional<DocumentInfo>> seqnos = new TreeMap<>();

  private final Set<Long> vacated = new HashSet<>();

  DocumentSave(AppendFile file, int nodeSizeThreshold, Header base, ChangeListener listener) {
    this.file = file;
    this.nodeSizeThreshold = nodeSizeThreshold;
    this.base = base;
    this.listener = listener;
  }

  Header save(List<DocumentChange> batch) throws IOException {
    keepNewest(batch);
    appendBodies(batch);
    Optional<NodePointer> byId = modifyById();
    Optional<NodePointer> bySeqno = modifyBySeqno();
    long highest = batch.stream().mapToLong(DocumentChange::seqno).max().orElse(0);
    return base.withIndexes(bySeqno, byId).withUpdateSeqno(Math.max(base.updateSeqno(), highest));
  }

  private void keepNewest(List<DocumentChange> batch) {
    for (DocumentChange change : batch) {
      changes.merge(
          change.id(), change, (one, other) -> one.seqno() >= other.seqno() ? one : other);
    }
  }

  private void appendBodies(List<DocumentChange> batch) throws IOException {
    for (DocumentChange change : batch) {
      if (infos.containsKey(change.id()) || change.seqno() != newestSeqno(change.id())) {
        continue;
      }
      DocumentInfo info = change.storedAt(0, 0);
      if (change.storedBody().isPresent()) {
        Bytes body = change.storedBody().get();
        info = change.storedAt(file.appendChunk(body), file.chunkSize(body.length()));
      }
      infos.put(info.id(), info);
      Optional<DocumentInfo> clash = putSeqno(info);
      Invariant.check(clash.isEmpty(), "%s has the seqno of another document: %s", info, clash);
    }
  }

  private long newestSeqno(Bytes id) {
    return Objects.requireNonNull(changes.get(id), "noted before").seqno();
  }

  private Optional<DocumentInfo> putSeqno(DocumentInfo info) {
    Optional<DocumentInfo> before = seqnos.put(info.seqno(), Optional.of(info));
    return before == null ? Optional.empty() : before;
  }

  private Optional<NodePointer> modifyById() throws IOException {
    List<DocumentInfo> ordered = List.copyOf(infos.values());
    List<TreeAction> actions = new ArrayList<>();
    infos.forEach(
        (id, info) -> actions.add(new TreeAction(id, Optional.of(IndexFormat.byIdValue(info)))));
    return TreeModify.apply(
        file,
        new NodeWriter(file, Reducer.BY_ID, nodeSizeThreshold),
        base.byId(),
        actions,
        (index, previous) -> replaced(ordered.get(index), previous));
  }

  private void replaced(DocumentInfo stored, Optional<Bytes> previousValue) throws IOException {
    @Nullable DocumentInfo previous = null;
    if (previousValue.isPresent()) {
      previous = decode(stored.id(), previousValue.get());
      vacated.add(previous.seqno());
      seqnos.putIfAbsent(previous.seqno(), Optional.empty());
    }
    listener.changed(stored, previous);
  }

  private DocumentInfo decode(Bytes id, Bytes value) throws IOException {
    try {
      return IndexFormat.byIdEntry(id, value);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), rootPosition(base.byId()), e);
    }
  }

  private Optional<NodePointer> modifyBySeqno() throws IOException {
    List<Long> ordered = List.copyOf(seqnos.keySet());
    List<TreeAction> actions = new ArrayList<>();
    seqnos.forEach((seqno, info) -> actions.add(
        new TreeAction(IndexFormat.seqnoKey(seqno), info.map(IndexFormat::bySeqnoValue))));
    return TreeModify.apply(
        file,
        new NodeWriter(file, Reducer.BY_SEQNO, nodeSizeThreshold),
        base.bySeqno(),
        actions,
        (index, previous) -> checkAgreement(ordered.get(index), previous));
  }

  /** A seqno is in the by-seqno index where the by-id index has just said so, and nowhere else. */
  private void checkAgreement(long seqno, Optional<Bytes> previous) throws IOException {
    boolean known = vacated.contains(seqno);
    Invariant.check(
        known || previous.isEmpty(),
        "seqno %s belongs to another document in %s",
        seqno,
        file.name());
    if (known && previous.isEmpty()) {
      throw new CorruptFileException(
          file.name(),
          rootPosition(base.bySeqno()),
          "a by-seqno entry of seqno " + seqno + ", which the by-id index names",
          "none");
    }
  }

  private static long rootPosition(Optional<NodePointer> root) {
    return root.map(NodePointer::position).orElse(0L);
  }
}
