package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushListener;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.bucket.NotPersistedException;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WritesRefusedException;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.trace.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each step of the flushes that can fail fails, one in each execution, or some or all from it on. */
class BucketFailuresTest {
  private static final Bytes ID = Bytes.ofUtf8("a");

  /** How many of the possible faults happen. */
  enum Lasting {
    ONCE(1),
    AS_OFTEN_AS_A_COMMIT_IS_TRIED(AppendFile.COMMIT_ATTEMPTS_MAX),
    FOR_GOOD(Integer.MAX_VALUE);

    final int faults;

    Lasting(int faults) {
      this.faults = faults;
    }
  }

  /** Never preempts; from the {@code first} step that can fail on, one or all fail. */
  private static final class FailsFrom implements Chooser {
    private final int first;
    private final Lasting lasting;
    private int possible;

    FailsFrom(int first, Lasting lasting) {
      this.first = first;
      this.lasting = lasting;
    }

    boolean hasFailed() {
      return possible > first;
    }

    @Override
    public int choose(SchedulingPoint point) {
      return point.enabled(0);
    }

    @Override
    public Fault fault(SchedulingPoint point, int task, List<Fault> faults) {
      int index = possible++;
      boolean fails = index >= first && index - first < lasting.faults;
      return fails ? faults.get(0) : Fault.NONE;
    }
  }

  private static final class Seen implements FlushListener {
    final List<String> bodiesAcknowledged = new ArrayList<>();
    boolean refused;
    boolean closeComplained;
    int writesFlushed;
    int failures;

    @Override
    public void flushed(int vbucket, FlushResult result, int writes, long nanos) {
      writesFlushed += writes;
    }

    @Override
    public void flushFailed(int vbucket, IOException cause, int attempts) {
      failures++;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"WRITE_ERROR", "FULL_DISK", "SYNC_FAILURE", "SYNC_IN_DOUBT", "READ_ERROR"})
  void aFailedFlushIsToldAndTriedAgainOrEveryoneIsTold(Fault fault) throws IOException {
    int failures = 0;
    for (Lasting lasting : Lasting.values()) {
      for (int first = 0; ; first++) {
        FailsFrom chooser = new FailsFrom(first, lasting);
        Seen seen = run(chooser, fault, first + " " + lasting);
        failures += seen.failures;
        if (lasting != Lasting.FOR_GOOD && fault != Fault.FULL_DISK) {
          assertThat(seen.bodiesAcknowledged).as("%d %s", first, lasting).containsExactly("1", "2");
        }
        if (!chooser.hasFailed()) {
          break;
        }
      }
    }
    assertThat(failures).isPositive();
  }

  private static Seen run(FailsFrom chooser, Fault fault, String name) throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    VBucket.open(new ImmediatePlatform(disk, new VirtualClock()), 0, VBucketOptions.defaults())
        .close();
    Simulation simulation = new Simulation(
        disk,
        chooser,
        SimulationOptions.defaults().withFaults(EnumSet.of(fault)).withStepsMax(20_000));
    Seen seen = new Seen();
    BucketOptions options = BucketOptions.defaults()
        .withVBuckets(1)
        .withListener(seen)
        .withFlush(FlushOptions.defaults().withFlushers(1));
    Bucket bucket = Bucket.open(simulation.platform(), options);
    simulation.start("client", () -> write(bucket, seen));
    SimulationResult result = simulation.run();
    assertThat(result.ending())
        .as("%s: %s %s", name, result.waiting(), result.failure())
        .isEqualTo(Ending.COMPLETED);
    check(simulation.disk(), seen, name);
    return seen;
  }

  /** Waits a minute for the first write, not at all for the second, and closes. */
  private static void write(Bucket bucket, Seen seen) {
    try {
      for (String body : List.of("1", "2")) {
        long seqno = bucket.set(0, ID, Bytes.ofUtf8(body)).seqno();
        if (bucket.awaitPersisted(0, seqno, 60_000_000_000L)) {
          seen.bodiesAcknowledged.add(body);
        }
      }
    } catch (NotPersistedException | WritesRefusedException | VBucketClosedException told) {
      seen.refused = true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try {
      bucket.close();
    } catch (NotPersistedException told) {
      seen.closeComplained = true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void check(SimulatedDisk disk, Seen seen, String name) throws IOException {
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults());
        Snapshot snapshot = vbucket.snapshot()) {
      assertThat(VBucketCheck.structure(snapshot)).as(name).isEmpty();
      assertThat(VBucketCheck.counters(snapshot)).as(name).isEmpty();
      Optional<Document> found = vbucket.get(ID);
      boolean allAcknowledged = seen.bodiesAcknowledged.size() == 2;
      if (allAcknowledged) {
        assertThat(found.orElseThrow().body()).as(name).isEqualTo(Bytes.ofUtf8("2"));
        assertThat(found.orElseThrow().info().revisionSeqno()).as(name).isEqualTo(2);
        assertThat(seen.writesFlushed).as(name).isEqualTo(2);
        assertThat(seen.refused || seen.closeComplained).as(name).isFalse();
      } else {
        assertThat(seen.failures).as(name).isPositive();
        assertThat(seen.refused || seen.closeComplained || seen.writesFlushed > 0)
            .isTrue();
        if (!seen.bodiesAcknowledged.isEmpty()) {
          assertThat(found).as(name).isPresent();
        }
      }
    }
  }
}
