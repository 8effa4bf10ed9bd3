package dev.lockstep.stress.micro;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What one flush, one read, one scan and one hold of the current header take. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class VBucketBenchmark {
  private static final int FLUSH_DOCUMENTS = 100;

  /** A batch of random documents, synced. */
  @Benchmark
  public FlushResult flush(LoadedVBucket loaded) throws IOException {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < FLUSH_DOCUMENTS; i++) {
      batch.set(loaded.randomId(), loaded.body());
    }
    return loaded.vbucket().flush(batch);
  }

  /** A random document. */
  @Benchmark
  public Optional<Document> get(LoadedVBucket loaded) throws IOException {
    return loaded.vbucket().get(loaded.randomId());
  }

  /** All documents by seqno, with their bodies. */
  @Benchmark
  public long scan(LoadedVBucket loaded) throws IOException {
    long bytes = 0;
    try (Snapshot snapshot = loaded.vbucket().snapshot()) {
      DocumentCursor cursor = snapshot.bySeqno(0, snapshot.highSeqno());
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        bytes += cursor.body(next.get()).length();
      }
    }
    return bytes;
  }

  /** Pinning the current header and giving it back: all that a reader and a switch share. */
  @Benchmark
  public long headerSwitch(LoadedVBucket loaded) throws IOException {
    try (Snapshot snapshot = loaded.vbucket().snapshot()) {
      return snapshot.highSeqno();
    }
  }
}
