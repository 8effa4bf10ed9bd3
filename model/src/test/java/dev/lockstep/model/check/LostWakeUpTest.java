package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.ForwardingPlatform;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two writers of a queue of one, and a close only when both have ended: nobody but the flusher wakes them,
 * so each wake-up of the bucket that gets lost leaves a task waiting for ever.
 */
class LostWakeUpTest {
  private static final int EXECUTIONS_MAX = 500;
  private static final BucketOptions OPTIONS = BucketOptions.defaults()
      .withVBuckets(1)
      .withFlush(FlushOptions.defaults().withFlushers(1).withQueueSizeMax(1));

  @Test
  void everyWaitEndsWhileNobodyCloses() {
    assertThat(endings("no condition")).containsExactly(Ending.COMPLETED);
  }

  /** The conditions of a shard: who loses a signal of either is found out. */
  @ParameterizedTest
  @ValueSource(strings = {"progress", "work"})
  void aLostSignalIsADeadlock(String condition) {
    assertThat(endings(condition)).contains(Ending.DEADLOCK);
  }

  /** Which endings executions have on a platform that loses the signals of some conditions. */
  private static Set<Ending> endings(String lost) {
    Set<Ending> endings = EnumSet.noneOf(Ending.class);
    BoundedScheduler scheduler = new BoundedScheduler(1);
    for (int i = 0; i < EXECUTIONS_MAX && scheduler.beginExecution(); i++) {
      Simulation simulation =
          new Simulation(new SimulatedDisk(), scheduler, SimulationOptions.defaults());
      Platform platform = new Losing(simulation.platform(), lost);
      simulation.start("closer", () -> writeTwiceAndClose(platform));
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      endings.add(result.ending());
    }
    return endings;
  }

  private static void writeTwiceAndClose(Platform platform) {
    try (Bucket bucket = Bucket.open(platform, OPTIONS)) {
      List<Task> writers = new ArrayList<>();
      for (String id : List.of("a", "b")) {
        writers.add(platform.start("writer of " + id, () -> write(bucket, Bytes.ofUtf8(id))));
      }
      writers.forEach(Task::join);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Bucket bucket, Bytes id) {
    try {
      bucket.awaitPersisted(0, bucket.set(0, id, Bytes.ofUtf8("1")).seqno());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A platform whose conditions of one name wake nobody. */
  private static final class Losing extends ForwardingPlatform {
    private final String lost;

    Losing(Platform platform, String lost) {
      super(platform);
      this.lost = lost;
    }

    @Override
    public Mutex newMutex(String name) {
      return new LosingMutex(super.newMutex(name), lost);
    }
  }

  private record LosingMutex(Mutex mutex, String lost) implements Mutex {
    @Override
    public void lock() {
      mutex.lock();
    }

    @Override
    public boolean tryLock() {
      return mutex.tryLock();
    }

    @Override
    public void unlock() {
      mutex.unlock();
    }

    @Override
    public boolean isHeldByCurrentTask() {
      return mutex.isHeldByCurrentTask();
    }

    @Override
    public Condition newCondition(String name) {
      Condition condition = mutex.newCondition(name);
      return name.equals(lost) ? new DeafCondition(condition) : condition;
    }
  }

  private record DeafCondition(Condition condition) implements Condition {
    @Override
    public void await() {
      condition.await();
    }

    @Override
    public boolean awaitNanos(long nanos) {
      return condition.awaitNanos(nanos);
    }

    @Override
    public void signalAll() {}
  }
}
