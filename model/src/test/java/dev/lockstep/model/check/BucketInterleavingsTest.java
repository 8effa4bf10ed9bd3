package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.bucket.Mutation;
import dev.lockstep.engine.bucket.NotPersistedException;
import dev.lockstep.engine.bucket.StoredDocument;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.Client;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.PctScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Writers, flusher and close of a bucket in many orders: every task ends, and on disk is what was
 * acknowledged and nothing that was refused.
 */
class BucketInterleavingsTest {
  private static final FlushOptions FLUSH = FlushOptions.defaults().withFlushers(1);
  private static final BucketOptions OPTIONS =
      BucketOptions.defaults().withVBuckets(1).withFlush(FLUSH);

  /** A store with one empty vbucket, made once. */
  private static final SimulatedDisk EMPTY = emptyStore();

  /** What clients of one execution do, and what they saw. */
  private interface Script {
    void run(Client client) throws IOException;
  }

  private static final class Client {
    final Bucket bucket;
    final Map<String, String> taken = new TreeMap<>();
    final Map<String, Long> seqnos = new TreeMap<>();
    final Map<String, String> acknowledged = new TreeMap<>();
    int refused;

    Client(Bucket bucket) {
      this.bucket = bucket;
    }

    void set(String id, String body) throws IOException {
      try {
        Mutation mutation = bucket.set(0, text(id), text(body));
        taken.put(id, body);
        seqnos.put(id, mutation.seqno());
      } catch (VBucketClosedException closed) {
        refused++;
      }
    }

    void await(String id) throws IOException {
      Long seqno = seqnos.get(id);
      if (seqno != null) {
        String body = taken.get(id);
        try {
          bucket.awaitPersisted(0, seqno);
          acknowledged.put(id, body);
        } catch (VBucketClosedException closed) {
          refused++;
        }
      }
    }
  }

  @Test
  void aWriterAndACloseInEveryOrder() {
    prove(OPTIONS, client -> {
      client.set("a", "1");
      client.await("a");
    });
  }

  @Test
  void writersOfAQueueOfOneLoseNeitherAWakeUpNorAWrite() {
    BucketOptions options = OPTIONS.withFlush(FLUSH.withQueueSizeMax(1));
    prove(options, client -> client.set("a", "1"), client -> {
      client.set("b", "2");
      client.await("b");
    });
  }

  @Test
  void writersOfAQueueOfOneByteLoseNeitherAWakeUpNorAWrite() {
    BucketOptions options = OPTIONS.withFlush(FLUSH.withQueuedBytesMax(1));
    prove(options, client -> client.set("a", "1"), client -> {
      client.set("b", "2");
      client.await("b");
    });
  }

  /** The flusher may end while the vbucket is taken back: then it is closed, and nothing is wrong with it. */
  @Test
  void aRollbackBesideACloseDamagesNothing() {
    explore(new BoundedScheduler(1), OPTIONS, client -> {
      try {
        client.bucket.rollback(0, 0);
      } catch (VBucketClosedException closed) {
        client.refused++;
      }
      assertThat(client.bucket.vbuckets().damaged()).isEmpty();
      client.set("a", "1");
    });
  }

  @Test
  void writersOfAQueueOfOneInRandomOrders() {
    BucketOptions options = OPTIONS.withFlush(FLUSH.withQueueSizeMax(1));
    explore(
        new PctScheduler(7, 3, 300),
        options,
        client -> {
          client.set("a", "1");
          client.set("b", "2");
          client.set("a", "3");
          client.await("a");
        },
        client -> {
          client.set("c", "4");
          client.await("c");
          client.set("c", "5");
        });
  }

  @Test
  void aWriterReadsItsOwnWriteAtEveryMoment() {
    explore(new BoundedScheduler(1), OPTIONS, client -> {
      try {
        Mutation mutation = client.bucket.set(0, text("a"), text("1"));
        client.taken.put("a", "1");
        Optional<StoredDocument> read = client.bucket.get(0, text("a"));
        assertThat(read.orElseThrow().cas()).isEqualTo(mutation.cas());
      } catch (VBucketClosedException closed) {
        client.refused++;
      }
    });
  }

  /** Time passes when all wait; a delayed flush comes all the same, and close does not wait for it. */
  @Test
  void aDelayedFlushComesWhenItsTimeIsOver() {
    prove(OPTIONS.withFlush(FLUSH.withDelayNanos(1_000_000)), client -> {
      client.set("a", "1");
      client.await("a");
    });
  }

  /** Goes through every order of steps that can matter. */
  private static void prove(BucketOptions options, Script... scripts) {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    explore(scheduler, options, scripts);
    assertThat(scheduler.coverage().complete()).isTrue();
    assertThat(scheduler.blocked()).isZero();
  }

  private static void explore(Scheduler scheduler, BucketOptions options, Script... scripts) {
    int refused = 0;
    int taken = 0;
    int acknowledged = 0;
    while (scheduler.beginExecution()) {
      Client client = execute(scheduler, options, scripts);
      refused += client.refused;
      taken += client.taken.size();
      acknowledged += client.acknowledged.size();
    }
    assertThat(refused).as("writes that meet the close").isPositive();
    assertThat(taken).as("writes that do not").isPositive().isGreaterThanOrEqualTo(acknowledged);
  }

  private static Client execute(Scheduler scheduler, BucketOptions options, Script... scripts) {
    Simulation simulation = new Simulation(EMPTY.fork(), scheduler, SimulationOptions.defaults());
    Bucket bucket;
    try {
      bucket = Bucket.open(simulation.platform(), options);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Client client = new Client(bucket);
    for (int i = 0; i < scripts.length; i++) {
      Script script = scripts[i];
      simulation.start("writer " + i, () -> perform(script, client));
    }
    simulation.start("closer", () -> perform(unused -> bucket.close(), client));
    SimulationResult result = simulation.run();
    scheduler.endExecution(result);
    assertThat(result.ending())
        .as("%s %s %s", result.schedule(), result.waiting(), result.failure())
        .isEqualTo(Ending.COMPLETED);
    checkDisk(client, simulation.disk(), result);
    return client;
  }

  private static void perform(Script script, Client client) {
    try {
      script.run(client);
    } catch (NotPersistedException e) {
      throw new AssertionError("nothing fails here", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every write that was taken is on disk, for close has flushed it; and nothing else is. */
  private static void checkDisk(Client client, SimulatedDisk disk, SimulationResult result) {
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
      for (String id : List.of("a", "b", "c")) {
        assertThat(vbucket.get(text(id)).map(Document::body))
            .as("%s after %s", id, result.schedule())
            .isEqualTo(Optional.ofNullable(client.taken.get(id)).map(Bytes::ofUtf8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SimulatedDisk emptyStore() {
    SimulatedDisk disk = new SimulatedDisk();
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    try {
      VBucket.open(platform, 0, VBucketOptions.defaults()).close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return disk;
  }

  private static Bytes text(String text) {
    return Bytes.ofUtf8(text);
  }
}
