package dev.lockstep.engine.golden;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a file again with our writer, commit by commit: each commit of the original is read as the
 * difference between two of its headers and saved in the order in which the original's bodies lie, by
 * as many calls.
 */
final class Replica {
  /**
   * Bytes between two bodies of one save, at most: type bytes of blocks that begin there. Where there
   * are more, nodes lie between, so the original was saved by two calls within one commit.
   */
  private static final int BODY_GAP_MAX = 4;

  private static final long NO_BODY_YET = Long.MAX_VALUE - BODY_GAP_MAX;

  private final CouchFile original;
  private final CouchFile copy;

  private Replica(CouchFile original, CouchFile copy) {
    this.original = original;
    this.copy = copy;
  }

  /** Writes {@code original} again as {@code name}; returns the copy's headers, the oldest first. */
  static List<CommittedHeader> write(CouchFile original, StorageFiles files, String name)
      throws IOException {
    List<CommittedHeader> headers = ReadBack.headers(original);
    boolean fresh = headers.get(0).position() == 0;
    Header before = fresh
        ? headers.remove(0).header()
        : Header.empty(headers.get(0).header().version());
    CouchOptions options = CouchOptions.defaults().withVersion(before.version());
    InitialHeader initial = fresh ? InitialHeader.WRITTEN : InitialHeader.NONE;
    try (CouchFile copy = CouchFile.create(files, name, options, initial)) {
      Replica replica = new Replica(original, copy);
      Header draft = Header.empty(before.version());
      for (CommittedHeader commit : headers) {
        draft = replica.commit(draft, before, commit.header());
        before = commit.header();
      }
      return ReadBack.headers(copy);
    }
  }

  private Header commit(Header base, Header before, Header after) throws IOException {
    boolean localsFirst = position(after.local()) < position(after.byId());
    Header draft = localsFirst ? saveLocals(base, before, after) : base;
    draft = saveDocuments(draft, before, after);
    draft = localsFirst ? draft : saveLocals(draft, before, after);
    return copy.commit(
            draft.withPurgeSeqno(after.purgeSeqno()).withTimestampNanos(after.timestampNanos()))
        .header();
  }

  private Header saveDocuments(Header base, Header before, Header after) throws IOException {
    List<DocumentInfo> changed = new ArrayList<>();
    for (DocumentInfo info : ReadBack.bySeqno(original, after)) {
      if (info.seqno() > before.updateSeqno()) {
        changed.add(info);
      }
    }
    changed.sort(Comparator.comparing(DocumentInfo::bodyPosition));
    Header draft = base;
    List<DocumentChange> changes = new ArrayList<>();
    long end = NO_BODY_YET;
    for (DocumentInfo info : changed) {
      if (info.bodyPosition() > end + BODY_GAP_MAX) {
        draft = saveDocuments(draft, changes);
        changes.clear();
      }
      changes.add(change(info));
      end = info.hasBody() ? info.bodyPosition() + info.physicalSize() : NO_BODY_YET;
    }
    return saveDocuments(draft, changes);
  }

  private Header saveDocuments(Header base, List<DocumentChange> changes) throws IOException {
    return changes.isEmpty() ? base : copy.saveDocuments(base, changes, (change, previous) -> {});
  }

  private DocumentChange change(DocumentInfo info) throws IOException {
    return new DocumentChange(
        info.id(),
        info.seqno(),
        info.revisionSeqno(),
        info.deleted(),
        info.contentMeta(),
        info.revisionMetadata(),
        info.hasBody() ? Optional.of(original.storedBody(info)) : Optional.empty());
  }

  private Header saveLocals(Header base, Header before, Header after) throws IOException {
    Map<Bytes, Bytes> old = ReadBack.locals(original, before);
    TreeMap<Bytes, Bytes> kept = new TreeMap<>(ReadBack.locals(original, after));
    List<LocalChange> changes = new ArrayList<>();
    kept.forEach((id, value) -> {
      if (!Objects.equals(value, old.get(id))) {
        changes.add(new LocalChange(id, Optional.of(value)));
      }
    });
    for (Bytes id : old.keySet()) {
      if (!kept.containsKey(id)) {
        changes.add(new LocalChange(id, Optional.empty()));
      }
    }
    return changes.isEmpty() ? base : copy.saveLocals(base, changes);
  }

  private static long position(Optional<NodePointer> root) {
    return root.map(NodePointer::position).orElse(Long.MAX_VALUE);
  }
}
