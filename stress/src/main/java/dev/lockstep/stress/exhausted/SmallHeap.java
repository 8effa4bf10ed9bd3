package dev.lockstep.stress.exhausted;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A process with a heap much smaller than its store.
 *
 * <ol>
 *   <li>Write documents, each with a body of 256 bytes, in the order of their ids.
 *   <li>Write a part of them again, at random: the file gets garbage, and its seqnos another order than
 *       its ids.
 *   <li>Open it anew, scan it by seqno and by id.
 *   <li>Compact it while more is written, scan it again.
 * </ol>
 *
 * <p>Ends with exit code 0 if every document was there each time; the parent sets the heap.
 */
public final class SmallHeap {
  private static final int BATCH = 2_000;
  private static final int BODY_LENGTH = 256;
  private static final int OVERWRITTEN_DIVISOR = 10;

  private final Platform platform;
  private final int documents;
  private final Random random = new Random(3);

  private SmallHeap(Platform platform, int documents) {
    this.platform = platform;
    this.documents = documents;
  }

  /** Arguments: directory of the vbucket, how many documents. */
  public static void main(String[] arguments) throws IOException {
    Platform platform = LivePlatform.open(Path.of(arguments[0]));
    new SmallHeap(platform, Integer.parseInt(arguments[1])).run();
  }

  private void run() throws IOException {
    try (VBucket vbucket = open()) {
      write(vbucket);
      overwrite(vbucket);
    }
    try (VBucket vbucket = open()) {
      scan(vbucket, "opened");
      FutureTask<Void> overwriting = new FutureTask<>(() -> {
        overwrite(vbucket);
        return null;
      });
      new Thread(overwriting, "writer").start();
      long rounds = vbucket.compact(CompactionOptions.defaults()).rounds();
      awaitEnd(overwriting);
      scan(vbucket, "compacted, after " + rounds + " rounds");
    }
  }

  private VBucket open() throws IOException {
    return VBucket.open(platform, 0, VBucketOptions.defaults());
  }

  private void write(VBucket vbucket) throws IOException {
    for (int from = 0; from < documents; from += BATCH) {
      WriteBatch batch = new WriteBatch();
      for (int i = from; i < Math.min(documents, from + BATCH); i++) {
        batch.set(id(i), body());
      }
      vbucket.flush(batch);
    }
    say("written");
  }

  private void overwrite(VBucket vbucket) throws IOException {
    for (int done = 0; done < documents / OVERWRITTEN_DIVISOR; done += BATCH) {
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < BATCH; i++) {
        batch.set(id(random.nextInt(documents)), body());
      }
      vbucket.flush(batch);
    }
    say("overwritten");
  }

  private void scan(VBucket vbucket, String when) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      count(snapshot.bySeqno(0, snapshot.highSeqno()), when + ", by seqno");
      count(snapshot.byId(Bytes.EMPTY, Optional.empty()), when + ", by id");
    }
  }

  private void count(DocumentCursor cursor, String what) throws IOException {
    int count = 0;
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      if (cursor.body(next.get()).length() != BODY_LENGTH) {
        throw new AssertionError(next.get() + " has another body than was written");
      }
      count++;
    }
    if (count != documents) {
      throw new AssertionError(what + ": " + count + " documents, not " + documents);
    }
    say(what + ": all documents");
  }

  private Bytes body() {
    byte[] body = new byte[BODY_LENGTH];
    random.nextBytes(body);
    return Bytes.wrap(body);
  }

  private static Bytes id(int number) {
    return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES).putLong(8, number).array());
  }

  private static void awaitEnd(FutureTask<Void> overwriting) {
    try {
      overwriting.get();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    } catch (ExecutionException e) {
      throw new AssertionError("the writer beside the compaction failed", e);
    }
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
