package dev.lockstep.stress.subject;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.bucket.StoredDocument;
import dev.lockstep.engine.bucket.WriteOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * A bucket in memory with one vbucket and one flusher, which is a {@link DeferredTask}: an actor runs
 * it until the bucket is closed, or else whoever closes does. Every call answers in words.
 */
public final class BucketSubject {
  private static final int VBUCKET = 0;
  private static final BucketOptions OPTIONS =
      BucketOptions.defaults().withVBuckets(1).withFlush(FlushOptions.defaults().withFlushers(1));

  private final DeferredPlatform platform;
  private final Bucket bucket;

  private BucketSubject(Function<CountedFiles, DeferredPlatform> machine, BucketOptions options) {
    this.platform = machine.apply(new CountedFiles());
    try {
      this.bucket = Bucket.open(platform, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BucketSubject open() {
    return on(DeferredPlatform::new);
  }

  /** The same with a task that looks every hour for what to compact. */
  public static BucketSubject withAutoCompaction() {
    AutoCompactionOptions hourly = AutoCompactionOptions.defaults().withIntervalSeconds(3_600);
    return new BucketSubject(DeferredPlatform::new, OPTIONS.withAutoCompaction(hourly));
  }

  /** The same on a platform of the caller's making. */
  public static BucketSubject on(Function<CountedFiles, DeferredPlatform> machine) {
    return new BucketSubject(machine, OPTIONS);
  }

  /** Writes: {@code seqno 3}, {@code rolled back} or {@code closed}. */
  public String set(String key, String value) {
    return set(key, value, WriteOptions.defaults());
  }

  /** Writes where nothing is: {@code seqno 3}, {@code mismatch} or {@code closed}. */
  public String add(String key, String value) {
    return set(key, value, WriteOptions.defaults().ifAbsent());
  }

  private String set(String key, String value, WriteOptions how) {
    return Answers.of(() -> "seqno "
        + bucket.set(VBUCKET, Bytes.ofUtf8(key), Bytes.ofUtf8(value), how).seqno());
  }

  /** Deletes: {@code seqno 3} or {@code closed}. */
  public String remove(String key) {
    return Answers.of(() -> "seqno " + bucket.delete(VBUCKET, Bytes.ofUtf8(key)).seqno());
  }

  /** Reads: the value, {@code absent} or {@code closed}. */
  public String get(String key) {
    return Answers.of(() -> bucket
        .get(VBUCKET, Bytes.ofUtf8(key))
        .map(StoredDocument::body)
        .map(Bytes::toString)
        .orElse("absent"));
  }

  /** Waits for a write: {@code persisted}, {@code not persisted} or why it cannot wait. */
  public String await(long seqno) {
    return Answers.of(() -> {
      bucket.awaitPersisted(VBUCKET, seqno);
      return "persisted";
    });
  }

  /** Writes and waits: {@link #await}, or {@code closed} where the write was refused. */
  public String setAndAwait(String key, String value) {
    return Answers.of(() -> {
      long seqno = bucket.set(VBUCKET, Bytes.ofUtf8(key), Bytes.ofUtf8(value)).seqno();
      bucket.awaitPersisted(VBUCKET, seqno);
      return "persisted";
    });
  }

  /** Flushes until the bucket is closed. */
  public void runFlusher() {
    platform.task("flusher").run();
  }

  /** Looks for what to compact until the bucket is closed. */
  public void runAutoCompaction() {
    platform.task("auto-compaction").run();
  }

  /** Takes the vbucket back: {@code seqno 1}. */
  public String rollback(long seqno) {
    return Answers.of(() -> "seqno " + bucket.rollback(VBUCKET, seqno).highSeqno());
  }

  /** {@code deleted} or {@code no such vbucket}. */
  public String deleteVBucket() {
    return Answers.of(() -> {
      bucket.deleteVBucket(VBUCKET);
      return "deleted";
    });
  }

  /** Commits what is queued and closes: {@code closed} or {@code not persisted}. */
  public String close() {
    return Answers.of(() -> {
      bucket.close();
      return "closed";
    });
  }

  /** Of a bucket that is closed: what is on disk, as {@link StoreSubject#scan} says it. */
  public String onDisk() {
    return StoreSubject.contentOf(platform, VBUCKET);
  }
}
