package dev.lockstep.stress.kill;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.stress.shadow.Change;
import dev.lockstep.stress.shadow.Shadow;
import dev.lockstep.stress.shadow.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The process that is killed: a flusher and a compactor for each vbucket, until the end.
 *
 * <p>Standard output carries its {@linkplain Acknowledgement acknowledgements}. A failure goes to standard
 * error and ends the process by itself with {@link #FAILED}; so does the end of whoever reads them, or it
 * would write for ever.
 */
public final class KilledWriter {
  /** The exit code of a writer that was not killed but failed. */
  static final int FAILED = 3;

  /** The local document in which every batch leaves its number. */
  static final Bytes BATCH_NUMBER = Bytes.ofUtf8("_local/batch");

  /** Tombstones this far below the high seqno are purged. */
  private static final int SEQNOS_KEPT = 40;

  /** When a batch is acknowledged. */
  enum Promise {
    /** When its flush has returned, as the engine promises. */
    WHEN_DURABLE,
    /** Before its flush begins: a lie that the parent must notice. */
    TOO_EARLY
  }

  private final Platform platform;
  private final int id;
  private final VBucket vbucket;
  private final Workload workload;
  private final Promise promise;

  private KilledWriter(Platform platform, int id, long seed, Promise promise) throws IOException {
    this.platform = platform;
    this.id = id;
    this.vbucket = VBucket.open(platform, id, VBucketOptions.defaults());
    this.workload = workloadOf(seed, id);
    this.promise = promise;
  }

  /** Arguments: directory, seed, number of vbuckets, a {@link Promise}. */
  public static void main(String[] arguments) throws IOException {
    Platform platform = LivePlatform.open(Path.of(arguments[0]));
    long seed = Long.parseLong(arguments[1]);
    int vbuckets = Integer.parseInt(arguments[2]);
    Promise promise = Promise.valueOf(arguments[3]);
    Thread.setDefaultUncaughtExceptionHandler(KilledWriter::fail);
    for (int id = 0; id < vbuckets; id++) {
      new KilledWriter(platform, id, seed, promise).start();
    }
  }

  private static void fail(Thread thread, Throwable failure) {
    System.err.println(thread.getName() + " failed:");
    failure.printStackTrace();
    System.err.flush();
    Runtime.getRuntime().halt(FAILED);
  }

  /** Each vbucket has batches of its own. */
  static Workload workloadOf(long seed, int vbucket) {
    return new Workload(seed + vbucket);
  }

  /** The number of the last batch in a snapshot; 0 where there was none. */
  static long batchNumber(Snapshot snapshot) throws IOException {
    return snapshot.local(BATCH_NUMBER).map(KilledWriter::number).orElse(0L);
  }

  private static long number(Bytes text) {
    return Long.parseLong(text.toString());
  }

  private void start() {
    platform.start("flusher-" + id, () -> untilKilled(this::flushForEver));
    platform.start("compactor-" + id, () -> untilKilled(this::compactForEver));
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void untilKilled(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flushForEver() throws IOException {
    long number = lastBatch();
    Shadow shadow = workload.after(number);
    while (true) {
      number++;
      List<Change> changes = workload.batch(number, shadow);
      shadow.apply(changes);
      WriteBatch batch = Change.batchOf(changes);
      batch.setLocal(BATCH_NUMBER, Bytes.ofUtf8(Long.toString(number)));
      if (promise == Promise.TOO_EARLY) {
        acknowledge(number);
      }
      vbucket.flush(batch);
      if (promise == Promise.WHEN_DURABLE) {
        acknowledge(number);
      }
    }
  }

  private long lastBatch() throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return batchNumber(snapshot);
    }
  }

  private void acknowledge(long number) throws IOException {
    byte[] message = Acknowledgement.encode(id, number);
    synchronized (System.out) {
      System.out.write(message);
      if (System.out.checkError()) {
        throw new IOException("nobody reads the acknowledgements any more");
      }
    }
  }

  private void compactForEver() throws IOException {
    while (true) {
      long purgeUpTo = Math.max(0, highSeqno() - SEQNOS_KEPT);
      vbucket.compact(CompactionOptions.defaults().withPurgeUpToSeqno(purgeUpTo));
    }
  }

  private long highSeqno() throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return snapshot.highSeqno();
    }
  }
}
