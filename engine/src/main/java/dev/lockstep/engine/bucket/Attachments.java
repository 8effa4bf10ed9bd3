package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.NoSuchVBucketException;
import dev.lockstep.engine.vbucket.RollbackResult;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketClosedException;
import dev.lockstep.engine.vbucket.VBucketState.Lifecycle;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
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
  private final VBuckets vbuckets;
  private final List<Shard> shards;
  private final BucketParts parts;
  private final Mutex lock;
  private final Cell<Map<Integer, VBucketWrites>> attached;

  /** How many there were so far. Under the lock. */
  private long count;

  Attachments(Platform platform, VBuckets vbuckets, List<Shard> shards, BucketParts parts) {
    this.vbuckets = vbuckets;
    this.shards = shards;
    this.parts = parts;
    this.lock = platform.newMutex("attachments lock");
    this.attached = platform.newCell("attachments", Map.of());
  }

  /**
   * The queue of a vbucket.
   *
   * @throws NoSuchVBucketException if there is no such vbucket
   * @throws VBucketClosedException if the bucket is closed
   */
  VBucketWrites get(int id) throws VBucketClosedException {
    VBucketWrites found = attached.get().get(id);
    if (found == null) {
      vbuckets.get(id);
      throw new VBucketClosedException();
    }
    return found;
  }

  Collection<VBucketWrites> all() {
    return attached.get().values();
  }

  /** Attaches every vbucket that exists, and creates those below {@code count} that do not. */
  void attachAll(int count, Lifecycle state) throws IOException {
    lock.lock();
    try {
      for (Map.Entry<Integer, VBucket> entry : vbuckets.all().entrySet()) {
        attach(entry.getKey(), entry.getValue(), null);
      }
      for (int id = 0; id < count; id++) {
        if (!attached.get().containsKey(id)) {
          attach(id, vbuckets.create(id, state), null);
        }
      }
    } finally {
      lock.unlock();
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
      VBucketWrites detached = detach(id, new NoSuchVBucketException(id));
      boolean isDeleted = false;
      try {
        vbuckets.delete(id);
        isDeleted = true;
        compactions.forget(id, "the vbucket is deleted");
      } finally {
        if (!isDeleted) {
          attach(id, detached.vbucket(), detached);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  RollbackResult rollback(int id, long seqno, BucketCompactions compactions) throws IOException {
    lock.lock();
    try {
      VBucketWrites detached = detach(id, new RolledBackException(id, seqno));
      try {
        RollbackResult result = detached.vbucket().rollback(seqno);
        compactions.forget(id, "the vbucket is rolled back");
        return result;
      } finally {
        attach(id, detached.vbucket(), detached);
      }
    } finally {
      lock.unlock();
    }
  }

  private void attach(int id, VBucket vbucket, @Nullable VBucketWrites previous)
      throws IOException {
    count++;
    Shard shard = shards.get(id % shards.size());
    VBucketWrites writes = VBucketWrites.attach(id, count, vbucket, shard, parts, previous);
    shard.attach(writes);
    publish(id, Optional.of(writes));
  }

  private VBucketWrites detach(int id, IOException reason) throws IOException {
    VBucketWrites writes = get(id);
    publish(id, Optional.empty());
    writes.shard().detach(writes, reason);
    return writes;
  }

  private void publish(int id, Optional<VBucketWrites> writes) {
    Map<Integer, VBucketWrites> changed = new TreeMap<>(attached.get());
    changed.remove(id);
    writes.ifPresent(present -> changed.put(id, present));
    attached.set(changed);
  }
}
