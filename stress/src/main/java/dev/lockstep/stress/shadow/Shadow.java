package dev.lockstep.stress.shadow;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a vbucket must hold: every document, tombstone and prepare with its seqno. */
public final class Shadow {

  /**
   * One id on disk.
   *
   * @param seqno of the change
   * @param isDeleted a tombstone or an abort
   * @param body what is stored; empty where nothing is
   */
  private record Entry(long seqno, boolean isDeleted, Bytes body) {}

  private final Map<Bytes, Entry> entries = new TreeMap<>();
  private final Map<Bytes, Bytes> prepared = new LinkedHashMap<>();
  private long highSeqno;

  /** A copy that goes on by itself. */
  public Shadow copy() {
    Shadow copy = new Shadow();
    copy.entries.putAll(entries);
    copy.prepared.putAll(prepared);
    copy.highSeqno = highSeqno;
    return copy;
  }

  /** The body of a live document; empty where there is none. */
  public Optional<Bytes> get(Bytes id) {
    Entry entry = entries.get(id);
    return entry == null || entry.isDeleted() ? Optional.empty() : Optional.of(entry.body());
  }

  /** Takes the changes of one batch over, which get the next seqnos in their order. */
  public void apply(List<Change> changes) {
    for (Change change : changes) {
      highSeqno++;
      entries.put(change.storedId(), entry(change));
      switch (change.kind()) {
        case PREPARE -> {
          prepared.remove(change.id());
          prepared.put(change.id(), change.body());
        }
        case COMMIT, ABORT -> prepared.remove(change.id());
        case SET, DELETE -> {}
      }
    }
  }

  private Entry entry(Change change) {
    return switch (change.kind()) {
      case SET, PREPARE -> new Entry(highSeqno, false, change.body());
      case COMMIT -> new Entry(highSeqno, false, prepared.getOrDefault(change.id(), Bytes.EMPTY));
      case DELETE, ABORT -> new Entry(highSeqno, true, Bytes.EMPTY);
    };
  }

  /** The documents with a prepare that waits to be committed or aborted, earliest prepare first. */
  public List<Bytes> prepared() {
    return List.copyOf(prepared.keySet());
  }

  /** The seqno of the last change. */
  public long highSeqno() {
    return highSeqno;
  }

  /** Compares with what is on disk, and the files with their own rules. One line a difference. */
  public List<String> differences(Snapshot snapshot) throws IOException {
    List<String> differences = contentDifferences(snapshot);
    differences.addAll(VBucketCheck.structure(snapshot));
    differences.addAll(VBucketCheck.counters(snapshot));
    return differences;
  }

  /** Compares with what is on disk. One line a difference. */
  public List<String> contentDifferences(Snapshot snapshot) throws IOException {
    List<String> differences = new ArrayList<>();
    if (snapshot.highSeqno() != highSeqno) {
      differences.add("high seqno is " + snapshot.highSeqno() + ", should be " + highSeqno);
    }
    Set<Bytes> found = new TreeSet<>();
    DocumentCursor cursor = snapshot.bySeqno(0, Long.MAX_VALUE);
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      found.add(next.get().id());
      compare(next.get(), cursor.body(next.get())).ifPresent(differences::add);
    }
    for (Map.Entry<Bytes, Entry> wanted : entries.entrySet()) {
      if (!found.contains(wanted.getKey()) && !mayBePurged(wanted, snapshot.purgeSeqno())) {
        differences.add(wanted.getKey() + " is missing: " + words(wanted.getValue()));
      }
    }
    return differences;
  }

  private Optional<String> compare(DocumentInfo info, Bytes body) {
    Entry wanted = entries.get(info.id());
    Entry held = new Entry(info.seqno(), info.deleted(), body);
    if (wanted == null) {
      return Optional.of(info.id() + " was never written, yet holds " + words(held));
    }
    if (wanted.equals(held)) {
      return Optional.empty();
    }
    return Optional.of(info.id() + " holds " + words(held) + ", should hold " + words(wanted));
  }

  /** Tombstones, and prepares that are completed, go when a compaction purges them. */
  private boolean mayBePurged(Map.Entry<Bytes, Entry> entry, long purgeSeqno) {
    Bytes id = entry.getKey();
    boolean isCompleted =
        Prepares.isPrepareId(id) && !prepared.containsKey(Prepares.documentId(id));
    return entry.getValue().seqno() <= purgeSeqno && (entry.getValue().isDeleted() || isCompleted);
  }

  private static String words(Entry entry) {
    return (entry.isDeleted()
            ? "a tombstone"
            : entry.body().length() + " bytes (hash " + entry.body().hashCode() + ")")
        + " of seqno " + entry.seqno();
  }
}
