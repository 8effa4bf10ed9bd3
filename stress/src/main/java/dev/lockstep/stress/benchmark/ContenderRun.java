package dev.lockstep.stress.benchmark;

import dev.lockstep.engine.invariant.Invariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Takes one store through all workloads, each on what the one before left:
 *
 * <ol>
 *   <li>Load all documents, in the order of their keys.
 *   <li>Scan them.
 *   <li>Read random ones.
 *   <li>Overwrite as many, at random.
 *   <li>Compact.
 *   <li>A writer, closed-loop: the next small batch starts when the one before is committed.
 *   <li>The same writer while compactions follow one another.
 * </ol>
 *
 * <p>Before each of them, unmeasured, what the ones before wrote goes to the disk.
 */
final class ContenderRun {
  private static final int LOAD_BATCH = 1000;
  private static final int WRITER_BATCH = 100;
  private static final int SCANS = 3;
  private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int LATENCY_DIGITS = 3;
  private static final long SEED = 20;

  /** What an operation of a workload returns: how many documents it moved. */
  @FunctionalInterface
  private interface Operation {
    long run() throws IOException;
  }

  /** Whether a workload goes on. */
  @FunctionalInterface
  private interface Going {
    boolean goesOn(long documentsDone, long nanos);
  }

  private final String engine;
  private final BenchmarkStore store;
  private final Path directory;
  private final Effort effort;
  private final Documents documents;
  private final Consumer<Measurement> done;
  private final byte[] target = new byte[Documents.VALUE_LENGTH];

  private ContenderRun(
      String engine,
      BenchmarkStore store,
      Path directory,
      Effort effort,
      Consumer<Measurement> done) {
    this.engine = engine;
    this.store = store;
    this.directory = directory;
    this.effort = effort;
    this.done = done;
    this.documents = new Documents(effort.documents(), SEED);
  }

  /**
   * Runs all workloads on a new store in {@code directory}, which is empty.
   *
   * @param done takes the measurement of each workload when it has ended
   */
  static void run(Contender contender, Path directory, Effort effort, Consumer<Measurement> done)
      throws IOException {
    try (BenchmarkStore store = contender.open(directory)) {
      new ContenderRun(contender.name(), store, directory, effort, done).all();
    }
  }

  private void all() throws IOException {
    done.accept(load());
    done.accept(scan());
    done.accept(readPoints());
    done.accept(overwrite());
    done.accept(compact());
    done.accept(write(Workload.WRITER_ALONE));
    done.accept(writeUnderCompaction());
  }

  private Measurement load() throws IOException {
    int[] next = {0};
    return measure(Workload.BULK_LOAD, (done, nanos) -> done < effort.documents(), () -> {
      List<BenchmarkStore.Entry> batch = documents.inOrder(next[0], LOAD_BATCH);
      next[0] += batch.size();
      store.write(batch);
      return batch.size();
    });
  }

  private Measurement scan() throws IOException {
    long all = (long) SCANS * effort.documents();
    return measure(Workload.SCAN, (done, nanos) -> done < all, this::scanOnce);
  }

  private long scanOnce() throws IOException {
    long found = store.scan(target);
    Invariant.check(found == effort.documents(), "%s scanned %s documents, not all", engine, found);
    return found;
  }

  private Measurement readPoints() throws IOException {
    int seconds = effort.readSeconds();
    timed(newHistogram(), lasting(seconds), this::readOne);
    return measure(Workload.POINT_READ, lasting(seconds), this::readOne);
  }

  private long readOne() throws IOException {
    int length = store.get(documents.randomKey(), target);
    Invariant.check(
        length == Documents.VALUE_LENGTH, "%s read a value of length %s", engine, length);
    return 1;
  }

  private Measurement overwrite() throws IOException {
    Going going = lasting(effort.overwriteSecondsMax());
    return measure(
        Workload.OVERWRITE,
        (done, nanos) -> done < effort.documents() && going.goesOn(done, nanos),
        () -> writeRandom(LOAD_BATCH));
  }

  private long writeRandom(int size) throws IOException {
    store.write(documents.atRandom(size));
    return size;
  }

  private Measurement compact() throws IOException {
    long[] bytes = {0};
    return measure(Workload.COMPACTION, (done, nanos) -> done == 0, () -> {
          bytes[0] = store.compact();
          return effort.documents();
        })
        .withBytesOnDisk(bytes[0]);
  }

  private Measurement write(Workload workload) throws IOException {
    return measure(workload, lasting(effort.writerSeconds()), () -> writeRandom(WRITER_BATCH));
  }

  private Measurement writeUnderCompaction() throws IOException {
    try (ContinuousCompaction compaction = ContinuousCompaction.start(store)) {
      return write(Workload.WRITER_UNDER_COMPACTION).withCompactions(compaction.finished());
    }
  }

  private Measurement measure(Workload workload, Going going, Operation operation)
      throws IOException {
    WriteBack.all(directory);
    Histogram latencies = newHistogram();
    long begin = System.nanoTime();
    long done = timed(latencies, going, operation);
    long nanos = System.nanoTime() - begin;
    return new Measurement(workload, engine, latencies, done, nanos, 0, 0);
  }

  private static Histogram newHistogram() {
    return new Histogram(LATENCY_MAX_NANOS, LATENCY_DIGITS);
  }

  private static Going lasting(int seconds) {
    long nanosMax = TimeUnit.SECONDS.toNanos(seconds);
    return (done, nanos) -> nanos < nanosMax;
  }

  /** Runs operations, one after the other; returns how many documents they moved. */
  private static long timed(Histogram latencies, Going going, Operation operation)
      throws IOException {
    long begin = System.nanoTime();
    long done = 0;
    long before = begin;
    while (going.goesOn(done, before - begin)) {
      done += operation.run();
      long now = System.nanoTime();
      latencies.recordValue(Math.min(now - before, LATENCY_MAX_NANOS));
      before = now;
    }
    return done;
  }
}
