package dev.lockstep.stress.soak;

import dev.lockstep.engine.document.Bytes;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The versions that the documents of a vbucket had since it was created or rolled back, by the seqnos of
 * their writes. One task writes it, each version before it can be read in the store, so that whoever
 * looks at the store afterwards finds here what it saw. What is long over is forgotten.
 */
final class Versions {
  private static final long SEQNOS_KEPT = 50_000;

  private final Map<Bytes, NavigableMap<Long, Optional<Bytes>>> bodies = new ConcurrentHashMap<>();
  private volatile long announced;
  private volatile long taken;
  private volatile long forgotten;

  /** Says what the write of the next seqno will leave of a document: a body, or nothing. */
  void announce(Bytes id, Optional<Bytes> body) {
    long seqno = announced + 1;
    announced = seqno;
    NavigableMap<Long, Optional<Bytes>> ofOne =
        bodies.computeIfAbsent(id, any -> new ConcurrentSkipListMap<>());
    ofOne.put(seqno, body);
    forget(ofOne, seqno - SEQNOS_KEPT);
  }

  /** Readers hear that something is forgotten before it is. */
  private void forget(NavigableMap<Long, Optional<Bytes>> ofOne, long before) {
    Long oldest = ofOne.floorKey(before);
    if (oldest != null) {
      forgotten = Math.max(forgotten, before);
      ofOne.headMap(oldest).clear();
    }
  }

  /** The write announced last is taken: every read from now on sees it. */
  void taken() {
    taken = announced;
  }

  /** The seqno of the last write announced. */
  long announcedSeqno() {
    return announced;
  }

  /** The seqno of the last write taken. */
  long takenSeqno() {
    return taken;
  }

  /** Whether the state at a seqno is still known. */
  boolean knows(long seqno) {
    return seqno >= forgotten;
  }

  /** All ids ever written. */
  Iterable<Bytes> ids() {
    return bodies.keySet();
  }

  /** The version of a document at a seqno; empty where it had none. */
  Optional<Version> at(Bytes id, long seqno) {
    Map.Entry<Long, Optional<Bytes>> found = ofOne(id).floorEntry(seqno);
    return found == null
        ? Optional.empty()
        : Optional.of(new Version(found.getKey(), found.getValue()));
  }

  /**
   * Whether a read that began when {@code from} was taken and ended before anything above {@code to} was
   * announced may see this: some version at or between the two.
   *
   * @param seen empty: no live document
   */
  boolean mayBeSeen(Bytes id, Optional<Version> seen, long from, long to) {
    Long first = ofOne(id).floorKey(from);
    if (first == null && seen.isEmpty()) {
      return true;
    }
    NavigableMap<Long, Optional<Bytes>> candidates =
        ofOne(id).subMap(first == null ? from : first, true, to, true);
    return seen.isPresent()
        ? seen.get().body().equals(candidates.get(seen.get().seqno()))
        : candidates.containsValue(Optional.<Bytes>empty());
  }

  private NavigableMap<Long, Optional<Bytes>> ofOne(Bytes id) {
    return bodies.getOrDefault(id, new ConcurrentSkipListMap<>());
  }

  /** What is left of it after a rollback. */
  Versions upTo(long seqno) {
    Versions left = new Versions();
    bodies.forEach((id, ofOne) -> {
      if (!ofOne.headMap(seqno, true).isEmpty()) {
        left.bodies.put(id, new ConcurrentSkipListMap<>(ofOne.headMap(seqno, true)));
      }
    });
    left.announced = seqno;
    left.taken = seqno;
    left.forgotten = forgotten;
    return left;
  }

  /**
   * A version.
   *
   * @param seqno of the write that made it
   * @param body empty: the document was deleted
   */
  record Version(long seqno, Optional<Bytes> body) {}
}
