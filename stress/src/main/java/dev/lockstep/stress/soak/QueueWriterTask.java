package dev.lockstep.stress.soak;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.CasMismatchException;
import dev.lockstep.engine.bucket.Mutation;
import dev.lockstep.engine.bucket.Scan;
import dev.lockstep.engine.bucket.StoredDocument;
import dev.lockstep.engine.bucket.WriteOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.stress.shadow.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes one vbucket of a bucket, and knows what it holds: sets and deletes documents through the queue,
 * some by CAS, waits for some of them to be durable, rolls back, deletes and recreates, and at intervals
 * compares everything. Nobody else writes this vbucket; flushers, compactors and readers run beside.
 */
final class QueueWriterTask extends SoakedWriter {
  private static final OneIn ONE_IN = new OneIn(8_000, 2_000, 2_000);
  private static final int DURABLE_ONE_IN = 20;
  private static final int DELETED_ONE_IN = 4;
  private static final int BY_CAS_ONE_IN = 6;
  private static final int SEQNOS_ROLLED_BACK_MAX = 300;

  private final Bucket bucket;
  private final int id;
  private final AtomicReference<Optional<Versions>> readable =
      new AtomicReference<>(Optional.empty());
  private Versions versions = new Versions();

  QueueWriterTask(Course course, Bucket bucket, int id, long seed) {
    super(course, seed ^ ~id, ONE_IN);
    this.bucket = bucket;
    this.id = id;
    publish(new Versions());
  }

  /** What the vbucket holds; empty while it is rolled back, or deleted and created anew. */
  Optional<Versions> readable() {
    return readable.get();
  }

  private void publish(Versions present) {
    versions = present;
    readable.set(Optional.of(present));
  }

  @Override
  void write() throws IOException {
    Bytes key = Workload.anyKey(random);
    WriteOptions how = WriteOptions.defaults();
    if (random.nextInt(BY_CAS_ONE_IN) == 0) {
      long cas = bucket.get(id, key).map(StoredDocument::cas).orElse(WriteOptions.ABSENT);
      refuseWrongCas(key, cas + 1);
      how = how.withCas(cas);
    }
    Optional<Bytes> body = random.nextInt(DELETED_ONE_IN) == 0
        ? Optional.empty()
        : Optional.of(Workload.anyBody(random));
    versions.announce(key, body);
    Mutation mutation =
        body.isPresent() ? bucket.set(id, key, body.get(), how) : bucket.delete(id, key, how);
    versions.taken();
    if (mutation.seqno() != versions.takenSeqno()) {
      course.violated("vbucket " + id + ": a write got seqno " + mutation.seqno() + ", not "
          + versions.takenSeqno());
    }
    course.tally().add(Tally.Event.QUEUED_WRITES, 1);
    if (random.nextInt(DURABLE_ONE_IN) == 0) {
      awaitDurable();
    }
  }

  private void refuseWrongCas(Bytes key, long cas) throws IOException {
    try {
      bucket.set(id, key, Bytes.EMPTY, WriteOptions.defaults().withCas(cas));
      course.violated("vbucket " + id + ": " + key + " was set by a version it does not have");
    } catch (CasMismatchException expected) {
      course.tally().add(Tally.Event.CAS_REFUSALS, 1);
    }
  }

  private void awaitDurable() throws IOException {
    long seqno = versions.takenSeqno();
    bucket.awaitPersisted(id, seqno);
    try (Scan scan = bucket.scanBySeqno(id, seqno + 1, seqno + 1, Scan.Tombstones.SHOWN)) {
      if (scan.highSeqno() < seqno) {
        course.violated("vbucket " + id + ": seqno " + seqno + " is said to be durable, "
            + scan.highSeqno() + " is the last one on disk");
      }
    }
    course.tally().add(Tally.Event.DURABLE_WAITS, 1);
  }

  /** A compaction may have left out the commit asked for: then an older one is taken. */
  @Override
  void rollback() throws IOException {
    readable.set(Optional.empty());
    long target = Math.max(0, bucket.persistedSeqno(id) - random.nextInt(SEQNOS_ROLLED_BACK_MAX));
    long reached = bucket.rollback(id, target).highSeqno();
    if (reached > target || bucket.highSeqno(id) != reached) {
      course.violated("vbucket " + id + ": a rollback to " + target + " went to " + reached
          + ", and the high seqno is " + bucket.highSeqno(id));
    }
    course.tally().add(Tally.Event.ROLLBACKS, 1);
    if (versions.knows(reached)) {
      publish(versions.upTo(reached));
    } else {
      recreate();
    }
  }

  @Override
  void recreate() throws IOException {
    readable.set(Optional.empty());
    bucket.deleteVBucket(id);
    bucket.createVBucket(id, Lifecycle.ACTIVE);
    publish(new Versions());
    course.tally().add(Tally.Event.RECREATIONS, 1);
  }

  @Override
  void compareAll() throws IOException {
    bucket.awaitPersisted(id, versions.takenSeqno());
    compareWith(bucket).ifPresent(course::violated);
    course.tally().add(Tally.Event.FULL_CHECKS, 1);
  }

  /** Compares all that was written with a bucket that must hold it; for when this task does not write. */
  Optional<String> compareWith(Bucket holder) throws IOException {
    try (Scan scan = holder.scanBySeqno(id, 0, Long.MAX_VALUE, Scan.Tombstones.SHOWN)) {
      List<String> differences = ScannedStore.differences(scan, versions);
      if (scan.highSeqno() != versions.takenSeqno()) {
        return Optional.of("vbucket " + id + ": high seqno is " + scan.highSeqno() + ", should be "
            + versions.takenSeqno());
      }
      return differences.isEmpty()
          ? Optional.empty()
          : Optional.of("vbucket " + id + ":\n" + String.join("\n", differences));
    }
  }
}
