package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.Rollback;
import dev.lockstep.engine.vbucket.RollbackResult;
import dev.lockstep.engine.vbucket.VBucket;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which vbucket has which write queue, and what changes that: a vbucket is attached while writes to it
 * are taken. Deleting it or rolling it back detaches it first, which refuses what is queued and waits
 * for the end of its flush, so that nothing queued for the old content reaches the new one. The
 * compactions that were asked for are called off too: their bounds are seqnos of the old content.
 */
final class Attachments {
  private static final String DELETED = "the vbucket is deleted";

  private final VBuckets vbuckets;
  private final Flushers flushers;
  private final BucketParts parts;
  private final Mutex lock;
  private final Cell<Known> attached;

  /** Why a vbucket is detached, in an exception of one's own. */
  @FunctionalInterface
  private interface Reason {
    VBucketClosedException exception();
  }

  /** A vbucket that is detached now, or was deleted last. */
  private record Detached(int id, Reason reason) {}

  /** What is attached and what is not any more; immutable. */
  private record Known(Map<Integer, VBucketWrites> queues, Optional<Detached> detached) {}

  /** How many there were so far. Under the lock. */
  private long count;

  Attachments(Platform platform, VBuckets vbuckets, Flushers flushers, BucketParts parts) {
    this.vbuckets = vbuckets;
    this.flushers = flushers;
    this.parts = parts;
    this.lock = platform.newMutex("attachments lock");
    this.attached = platform.newCell("attachments", new Known(Map.of(), Optional.empty()));
  }

  /**
   * The queue of a vbucket.
   *
   * @throws NoSuchVBucketException if there is no such vbucket, or it is being deleted
   * @throws dev.lockstep.engine.opening.VBucketDamagedException if it could not be opened
   * @throws RolledBackException if it is being rolled back
   * @throws VBucketClosedException if the bucket is closed
   */
  VBucketWrites get(int id) throws VBucketClosedException {
    Known known = attached.get();
    VBucketWrites found = known.queues().get(id);
    if (found == null) {
      if (known.detached().isPresent() && known.detached().get().id() == id) {
        throw known.detached().get().reason().exception();
      }
      vbuckets.get(id);
      throw new NoSuchVBucketException(id); // It is being created.
    }
    return found;
  }

  Collection<VBucketWrites> all() {
    return attached.get().queues().values();
  }

  /**
   * Attaches every vbucket that is open, and creates those below {@code count} that do not exist. One of
   * which cannot be read what its queue has to know is damaged.
   */
  void attachAll(int count, Lifecycle state) throws IOException {
    lock.lock();
    try {
      for (Map.Entry<Integer, VBucket> entry : vbuckets.all().entrySet()) {
        attachIfReadable(entry.getKey(), entry.getValue(), null);
      }
      for (int id = 0; id < count; id++) {
        if (!attached.get().queues().containsKey(id) && !vbuckets.damaged().containsKey(id)) {
          attach(id, vbuckets.create(id, state), null);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Attaches a vbucket; one of which cannot be read what its queue has to know is damaged. */
  private void attachIfReadable(int id, VBucket vbucket, @Nullable VBucketWrites previous)
      throws IOException {
    try {
      vbucket.reopen();
      attach(id, vbucket, previous);
    } catch (VBucketClosedException e) {
      publish(id, Optional.empty(), Optional.of(new Detached(id, VBucketClosedException::new)));
    } catch (IOException e) {
      vbuckets.setDamaged(id, e);
      publish(id, Optional.empty(), Optional.empty());
    }
  }

  void create(int id, Lifecycle state) throws IOException {
    lock.lock();
    try {
      attach(id, vbuckets.create(id, state), null);
    } finally {
      lock.unlock();
    }
  }

  void delete(int id, BucketCompactions compactions) throws IOException {
    lock.lock();
    try {
      if (vbuckets.damaged().containsKey(id)) {
        vbuckets.delete(id);
        compactions.forget(id, DELETED);
        return;
      }
      VBucketWrites detached = detach(id, () -> new NoSuchVBucketException(id));
      boolean isDeleted = false;
      try {
        vbuckets.delete(id);
        isDeleted = true;
        compactions.forget(id, DELETED);
      } finally {
        if (!isDeleted) {
          attachIfReadable(id, detached.vbucket(), detached);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  RollbackResult rollback(int id, long seqno, BucketCompactions compactions) throws IOException {
    Rollback.checkSeqno(seqno);
    lock.lock();
    try {
      VBucketWrites detached = detach(id, () -> new RolledBackException(id, seqno));
      try {
        detached.vbucket().reopen(); // Of a commit in doubt has to be known whether it is undone.
        RollbackResult result = detached.vbucket().rollback(seqno);
        compactions.forget(id, "the vbucket is rolled back");
        return result;
      } finally {
        attachIfReadable(id, detached.vbucket(), detached);
      }
    } finally {
      lock.unlock();
    }
  }

  private void attach(int id, VBucket vbucket, @Nullable VBucketWrites previous)
      throws IOException {
    count++;
    Shard shard = flushers.shardOf(id);
    VBucketWrites writes = VBucketWrites.attach(id, count, vbucket, shard, parts, previous);
    shard.attach(writes.flushes());
    publish(id, Optional.of(writes), Optional.empty());
  }

  private VBucketWrites detach(int id, Reason reason) throws IOException {
    VBucketWrites writes = get(id);
    publish(id, Optional.empty(), Optional.of(new Detached(id, reason)));
    writes.shard().detach(writes.flushes(), reason.exception());
    return writes;
  }

  private void publish(int id, Optional<VBucketWrites> writes, Optional<Detached> detached) {
    Map<Integer, VBucketWrites> changed = new TreeMap<>(attached.get().queues());
    changed.remove(id);
    writes.ifPresent(present -> changed.put(id, present));
    attached.set(new Known(changed, detached));
  }
}
