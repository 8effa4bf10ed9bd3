package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads documents by id: first the write queue, then the disk. In that order, for a write leaves the
 * queue after its commit is published, so that it is seen in one of the two. Whoever meets an expired
 * document on disk has it deleted.
 */
final class Reads {
  private final Attachments attachments;
  private final Expirations expirations;
  private final Clock clock;

  Reads(Attachments attachments, Expirations expirations, Clock clock) {
    this.attachments = attachments;
    this.expirations = expirations;
    this.clock = clock;
  }

  /** A live document; empty where there is none, or it is deleted or has expired. */
  Optional<StoredDocument> get(int vbucket, Bytes id) throws IOException {
    return Optional.ofNullable(getAll(vbucket, Set.of(id)).get(id));
  }

  /** The live ones of these documents, in the order given. */
  Map<Bytes, StoredDocument> getAll(int vbucket, Collection<Bytes> ids) throws IOException {
    VBucketWrites source = attachments.get(vbucket);
    VBucketInstruments instruments = source.flushes().instruments();
    long begun = instruments.begun();
    Map<Bytes, StoredDocument> live = read(source, ids);
    instruments.ended(Instruments.Operation.GET, begun);
    return live;
  }

  private Map<Bytes, StoredDocument> read(VBucketWrites source, Collection<Bytes> ids)
      throws IOException {
    Map<Bytes, Optional<StoredDocument>> found = new LinkedHashMap<>();
    Set<Bytes> onDisk = new LinkedHashSet<>();
    Map<Bytes, Optional<QueuedWrite>> taken = taken(source, ids);
    for (Bytes id : ids) {
      Optional<QueuedWrite> write = taken.getOrDefault(id, Optional.empty());
      found.put(id, write.flatMap(this::shown));
      if (!taken.containsKey(id)) {
        onDisk.add(id);
      }
    }
    if (!onDisk.isEmpty()) {
      readDisk(source, onDisk, found);
    }
    Map<Bytes, StoredDocument> live = new LinkedHashMap<>();
    found.forEach((id, document) -> document.ifPresent(present -> live.put(id, present)));
    return live;
  }

  /** Reads all from one commit; deletes what has expired once that is given back. */
  private void readDisk(
      VBucketWrites source, Set<Bytes> ids, Map<Bytes, Optional<StoredDocument>> found)
      throws IOException {
    Map<Bytes, Writes.OnDisk> expired = new LinkedHashMap<>();
    try (Snapshot snapshot = source.vbucket().snapshot()) {
      for (Bytes id : ids) {
        Optional<Document> document = snapshot.get(id);
        found.put(id, document.flatMap(this::shown));
        if (document.filter(expirations::isExpired).isPresent()) {
          expired.put(id, new Writes.OnDisk(snapshot.highSeqno(), document));
        }
      }
    }
    expired.forEach((id, seen) -> expirations.expire(source, id, seen));
  }

  /** Of what the queue decides: the write, or empty where the document is gone with its collection. */
  private static Map<Bytes, Optional<QueuedWrite>> taken(
      VBucketWrites source, Collection<Bytes> ids) {
    Map<Bytes, Optional<QueuedWrite>> taken = new LinkedHashMap<>();
    Mutex lock = source.shard().lock();
    lock.lock();
    try {
      for (Bytes id : ids) {
        Optional<QueuedWrite> write = source.newest(id);
        if (write.isPresent() || source.isDropped(id)) {
          taken.put(id, write);
        }
      }
    } finally {
      lock.unlock();
    }
    return taken;
  }

  /** What a reader sees of a write that waits: nothing of a prepare, also under its own id. */
  Optional<StoredDocument> shown(QueuedWrite write) {
    if (write.kind().deletes() || write.kind() == QueuedWrite.Kind.PREPARE) {
      return Optional.empty();
    }
    return live(new StoredDocument(
        write.id(),
        write.body(),
        write.stamp().seqno(),
        write.stamp().cas(),
        write.stamp().expirySeconds()));
  }

  /** What a reader sees of a document on disk: nothing of a prepare, also under its own id. */
  Optional<StoredDocument> shown(Document document) {
    DocumentInfo info = document.info();
    if (Prepares.isPrepareId(info.id())) {
      return Optional.empty();
    }
    Optional<RevisionMetadata> metadata = RevisionMetadata.decode(info.revisionMetadata());
    return live(new StoredDocument(
        info.id(),
        document.body(),
        info.seqno(),
        metadata.map(RevisionMetadata::casNanos).orElse(0L),
        metadata.map(RevisionMetadata::expirySeconds).orElse(0L)));
  }

  private Optional<StoredDocument> live(StoredDocument document) {
    return Optional.of(document).filter(any -> !Expiry.isOver(any.expirySeconds(), clock));
  }
}
