package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.format.BodyCompressor;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.vbucket.WriteBatch.Write;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns the writes of one batch into changes of the file: gives out seqnos, wraps bodies, completes
 * prepares, and notes which collections are created and dropped.
 *
 * <p>A commit or an abort completes the prepare of its document, found in the batch so far and then in
 * the file. Prepares are completed in the order of their seqnos, so that one number, the high completed
 * seqno, says of each whether it is completed and may be purged.
 */
final class ChangeWriter {
  private static final int CONTENT_NOT_CHECKED = 3;
  private static final int CONTENT_COMPRESSED = 0x80;
  private static final long CAS_LOGICAL_MASK = 0xFFFF;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final Bytes NO_DETAILS = Bytes.wrap(new byte[6]);

  private final Revision base;
  private final StateAccount account;
  private final VBucketOptions.Compression compression;
  private final long now;
  private final BodyCompressor compressor = new BodyCompressor();
  private final Map<Bytes, DocumentChange> preparesOfBatch = new LinkedHashMap<>();
  private long seqno;
  private long completedUpTo;

  /** Of the write that is being turned into a change. */
  private Stamp stamp = Stamp.of(0, 0, 0);

  private long revisionSeqno;

  ChangeWriter(VBucketInternals vbucket, Revision base, StateAccount account) {
    this.base = base;
    this.account = account;
    this.compression = vbucket.options().compression();
    this.now = vbucket.platform().clock().epochNanos();
    this.seqno = base.highSeqno();
    this.completedUpTo = base.state().highCompletedSeqno();
  }

  DocumentChange change(Write write) throws IOException {
    takeStamp(write);
    return switch (write.kind()) {
      case CREATE_COLLECTION -> {
        account.collections().create(collectionOf(write), seqno);
        yield event(write.id());
      }
      case DROP_COLLECTION -> drop(write);
      default -> documentChange(write);
    };
  }

  private DocumentChange documentChange(Write write) throws IOException {
    account.collections().checkWritable(write.id());
    return switch (write.kind()) {
      case SET -> stored(write.id(), RevisionMetadata.Operation.NONE, write.body());
      case DELETE -> tombstone(write.id(), RevisionMetadata.Operation.NONE);
      case PREPARE -> ofBatch(stored(write.id(), RevisionMetadata.Operation.PREPARE, write.body()));
      case COMMIT -> write.stamp().isPresent() ? stampedCommit(write) : commit(write.id());
      case ABORT -> {
        if (write.stamp().isPresent()) {
          completedAsStamped();
        } else {
          complete(write.id());
        }
        yield ofBatch(tombstone(write.id(), RevisionMetadata.Operation.ABORT));
      }
      case CREATE_COLLECTION, DROP_COLLECTION -> throw new AssertionError("no document: " + write);
    };
  }

  /** A write without a stamp gets the next seqno; its document's revision seqno does not grow. */
  private void takeStamp(Write write) throws IOException {
    if (write.stamp().isEmpty()) {
      seqno++;
      // As the real store does: 48 bits of time and 16 that tell apart what happens at one time.
      long cas = (now & ~CAS_LOGICAL_MASK) | (seqno & CAS_LOGICAL_MASK);
      stamp = Stamp.of(seqno, cas, 0);
      revisionSeqno = 1;
      return;
    }
    stamp = write.stamp().get();
    if (stamp.seqno() <= seqno) {
      throw new SeqnoTakenException(write.id(), stamp.seqno(), seqno);
    }
    seqno = stamp.seqno();
    Optional<DocumentInfo> before = base.file().couch().info(base.header().header(), write.id());
    revisionSeqno = before
            .filter(info -> !account.collections().isDropped(info))
            .map(DocumentInfo::revisionSeqno)
            .orElse(0L)
        + stamp.versions();
  }

  private static long collectionOf(Write event) {
    return CollectionKeys.ofEvent(event.id()).orElseThrow();
  }

  /** What the batch has prepared in the collection is dropped with it. */
  private DocumentChange drop(Write write) throws IOException {
    long collection = collectionOf(write);
    account.collections().drop(collection, seqno);
    preparesOfBatch
        .keySet()
        .removeIf(id -> CollectionKeys.collectionOf(id).equals(OptionalLong.of(collection)));
    return tombstone(write.id(), RevisionMetadata.Operation.NONE);
  }

  private DocumentChange ofBatch(DocumentChange prepareOrAbort) {
    preparesOfBatch.put(prepareOrAbort.id(), prepareOrAbort);
    return prepareOrAbort;
  }

  private DocumentChange stampedCommit(Write write) {
    completedAsStamped();
    return stored(write.id(), RevisionMetadata.Operation.COMMIT, write.body());
  }

  private void completedAsStamped() {
    completedUpTo = Math.max(completedUpTo, stamp.completes());
    account.completed(completedUpTo);
  }

  /** A commit stores under the document's id exactly what was prepared, with the expiry of that. */
  private DocumentChange commit(Bytes id) throws IOException {
    DocumentChange prepare = complete(Prepares.prepareId(id));
    long expirySeconds = RevisionMetadata.expiryOf(prepare.revisionMetadata());
    stamp = Stamp.of(seqno, stamp.cas(), expirySeconds);
    return new DocumentChange(
        id,
        seqno,
        revisionSeqno,
        false,
        prepare.contentMeta(),
        metadata(RevisionMetadata.Operation.COMMIT, false),
        prepare.storedBody());
  }

  private DocumentChange complete(Bytes prepareId) throws IOException {
    DocumentChange prepare = prepare(prepareId);
    Bytes documentId = Prepares.documentId(prepareId);
    if (prepare.seqno() <= completedUpTo) {
      throw new NotPreparedException(documentId, "its prepare is completed already");
    }
    if (isEarlierOneOpen(prepare.seqno())) {
      throw new NotPreparedException(documentId, "an earlier prepare is still open");
    }
    completedUpTo = prepare.seqno();
    account.completed(completedUpTo);
    return prepare;
  }

  private DocumentChange prepare(Bytes prepareId) throws IOException {
    DocumentChange prepare = preparesOfBatch.get(prepareId);
    if (prepare == null) {
      prepare = onDisk(prepareId);
    }
    if (prepare == null || prepare.deleted()) {
      throw new NotPreparedException(Prepares.documentId(prepareId), "it has no prepare");
    }
    return prepare;
  }

  private @Nullable DocumentChange onDisk(Bytes prepareId) throws IOException {
    CouchFile couch = base.file().couch();
    Optional<DocumentInfo> found = couch.info(base.header().header(), prepareId);
    if (found.isEmpty() || account.collections().isDropped(found.get())) {
      return null;
    }
    DocumentInfo info = found.get();
    Optional<Bytes> body = info.hasBody() ? Optional.of(couch.storedBody(info)) : Optional.empty();
    return new DocumentChange(
        prepareId,
        info.seqno(),
        info.revisionSeqno(),
        info.deleted(),
        info.contentMeta(),
        info.revisionMetadata(),
        body);
  }

  /** Whether a prepare above the completed ones and below {@code seqno} is neither committed nor aborted. */
  private boolean isEarlierOneOpen(long seqno) throws IOException {
    for (DocumentChange change : preparesOfBatch.values()) {
      if (!change.deleted() && change.seqno() > completedUpTo && change.seqno() < seqno) {
        return true;
      }
    }
    long last = Math.min(seqno - 1, base.highSeqno());
    DocumentCursor cursor =
        base.file().couch().bySeqno(base.header().header(), completedUpTo + 1, last);
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      DocumentInfo info = next.get();
      boolean isGone =
          preparesOfBatch.containsKey(info.id()) || account.collections().isDropped(info);
      if (Prepares.isPrepareId(info.id()) && !info.deleted() && !isGone) {
        return true;
      }
    }
    return false;
  }

  private DocumentChange stored(Bytes id, RevisionMetadata.Operation operation, Bytes body) {
    boolean compressed = compression == VBucketOptions.Compression.SNAPPY;
    return new DocumentChange(
        id,
        seqno,
        revisionSeqno,
        false,
        CONTENT_NOT_CHECKED | (compressed ? CONTENT_COMPRESSED : 0),
        metadata(operation, false),
        Optional.of(compressed ? compressor.compress(body) : body));
  }

  private DocumentChange tombstone(Bytes id, RevisionMetadata.Operation operation) {
    return new DocumentChange(
        id, seqno, revisionSeqno, true, 0, metadata(operation, true), Optional.empty());
  }

  /** A collection was created: a document without content, so that readers by seqno learn of it. */
  private DocumentChange event(Bytes id) {
    return new DocumentChange(
        id,
        seqno,
        1,
        false,
        CONTENT_NOT_CHECKED,
        metadata(RevisionMetadata.Operation.NONE, false),
        Optional.of(Bytes.EMPTY));
  }

  private Bytes metadata(RevisionMetadata.Operation operation, boolean deleted) {
    boolean plain = operation == RevisionMetadata.Operation.NONE;
    RevisionMetadata metadata = new RevisionMetadata(
        plain ? RevisionMetadata.Layout.V1 : RevisionMetadata.Layout.V3,
        stamp.cas(),
        deleted ? now / NANOS_PER_SECOND : stamp.expirySeconds(),
        0,
        RevisionMetadata.DeleteSource.EXPLICIT,
        0,
        operation,
        plain ? Bytes.EMPTY : NO_DETAILS);
    return metadata.encode();
  }
}
