package dev.lockstep.model.execution;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** Reads what a snapshot shows, a document after the other, and tells of each. */
public final class Scans {
  /** A scan has read a document. */
  public static final String SCAN_NEXT = "scan.next";

  /** A scan has its snapshot. */
  private static final String SCAN_OPENED = "scan.opened";

  private final ObjLongConsumer<String> reached;

  /** Scans whose milestones somebody hears, each with a seqno. */
  Scans(ObjLongConsumer<String> reached) {
    this.reached = reached;
  }

  /** Everything one snapshot shows, whatever it says its high seqno is. */
  Answer.Seen scan(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      reached.accept(SCAN_OPENED, snapshot.highSeqno());
      return seen(snapshot, reached);
    }
  }

  /** The documents in a range of ids, of one snapshot. */
  Answer.SeenById scanById(Operation.ScanById range, VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      reached.accept(SCAN_OPENED, snapshot.highSeqno());
      DocumentCursor documents = snapshot.byId(range.fromId(), range.toId());
      return new Answer.SeenById(
          snapshot.highSeqno(), snapshot.purgeSeqno(), entries(documents, reached));
    }
  }

  /** What a scan of this would answer. Whoever asks sees to it that its file stays. */
  static Answer.Seen seen(Revision revision) throws IOException {
    try (Snapshot snapshot =
        new Snapshot(revision.file().couch(), revision.header(), revision.state(), () -> {})) {
      return seen(snapshot, (milestone, seqno) -> {});
    }
  }

  private static Answer.Seen seen(Snapshot snapshot, ObjLongConsumer<String> reached)
      throws IOException {
    DocumentCursor documents = snapshot.bySeqno(0, Long.MAX_VALUE);
    return new Answer.Seen(new StoreView(
        snapshot.state().lifecycle().word(),
        snapshot.highSeqno(),
        snapshot.purgeSeqno(),
        entries(documents, reached),
        locals(snapshot)));
  }

  private static List<StoreView.Entry> entries(
      DocumentCursor documents, ObjLongConsumer<String> reached) throws IOException {
    List<StoreView.Entry> entries = new ArrayList<>();
    for (Optional<DocumentInfo> next = documents.next();
        next.isPresent();
        next = documents.next()) {
      DocumentInfo info = next.get();
      entries.add(
          new StoreView.Entry(info.seqno(), info.id(), info.deleted(), documents.body(info)));
      reached.accept(SCAN_NEXT, info.seqno());
    }
    return entries;
  }

  /** All local documents but the store's own, by id. */
  static SortedMap<Bytes, Bytes> locals(Snapshot snapshot) throws IOException {
    SortedMap<Bytes, Bytes> locals = new TreeMap<>();
    LocalCursor cursor = snapshot.locals();
    for (Optional<LocalDocument> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      LocalDocument local = next.get();
      if (!StateDocuments.isOwnId(local.id())) {
        locals.put(local.id(), local.value());
      }
    }
    return locals;
  }
}
