package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.disk.SimulatedDisk;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImmediatePlatformTest {
  private final VirtualClock clock = new VirtualClock();
  private final Platform platform = new ImmediatePlatform(new SimulatedDisk(), clock);

  @Test
  void aLimitedWaitIsOverAtOnceForNobodyWouldSignal() {
    Mutex mutex = platform.newMutex("m");
    Condition signal = mutex.newCondition("signal");
    mutex.lock();
    assertThat(signal.awaitNanos(1_000)).isFalse();
    assertThat(mutex.isHeldByCurrentTask()).isTrue();
    assertThatThrownBy(signal::await).hasMessageContaining("nobody else runs");
  }

  @Test
  void runsAStartedTaskToItsEnd() {
    LongCell cell = platform.newLongCell("x", 1);
    Task task = platform.start("adder", () -> cell.addAndGet(2));

    assertThat(cell.get()).isEqualTo(3);
    task.join();
    assertThat(task.name()).isEqualTo("adder");
  }

  @Test
  void refusesToWaitForAMutexThatNobodyWillGiveBack() {
    Mutex mutex = platform.newMutex("m");
    mutex.lock();

    assertThatThrownBy(mutex::lock).isInstanceOf(AssertionError.class);
    mutex.unlock();
    assertThat(mutex.tryLock()).isTrue();
  }

  @Test
  void refusesToWaitForAMutexOfAnAbandonedTask() {
    Simulation simulation = new Simulation(
        new SimulatedDisk(),
        point -> point.step() < 2 ? 0 : Chooser.STOP,
        SimulationOptions.defaults());
    Mutex mutex = simulation.platform().newMutex("m");
    simulation.start("holder", () -> {
      mutex.lock();
      mutex.unlock();
    });

    assertThat(simulation.run().ending()).isEqualTo(Ending.STOPPED);
    assertThatThrownBy(mutex::lock).hasMessage("nobody else runs: waiting for m#1 would never end");
  }

  @Test
  void showsTimeThatStandsStillUntilItIsMoved() {
    long wall = platform.clock().epochNanos();
    long elapsed = platform.clock().monotonicNanos();
    clock.advance(5);

    assertThat(wall).isEqualTo(VirtualClock.EPOCH_NANOS);
    assertThat(platform.clock().epochNanos()).isEqualTo(wall + 5);
    assertThat(platform.clock().monotonicNanos()).isEqualTo(elapsed + 5);
  }

  @Test
  void tellsRandomBytesByTheirPurposeAlone() {
    byte[] first = platform.random().next(70, "0.couch.1");
    byte[] other = platform.random().next(70, "0.couch.2");
    Platform again = new ImmediatePlatform(new SimulatedDisk(), clock);

    assertThat(first).hasSize(70).isNotEqualTo(other);
    assertThat(again.random().next(70, "0.couch.2")).isEqualTo(other);
    assertThat(again.random().next(70, "0.couch.1")).isEqualTo(first);
  }

  @Test
  void writesAnEncryptedVBucketTheSameWayEveryTime() throws IOException {
    assertThat(encryptedVBucket().contentHash()).isEqualTo(encryptedVBucket().contentHash());
  }

  private SimulatedDisk encryptedVBucket() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    Platform its = new ImmediatePlatform(disk, clock);
    EncryptionKey key = new EncryptionKey("k", new byte[EncryptionKey.LENGTH]);
    Encryption encryption = new Encryption(EncryptionKeys.writingWith(key), its.random());
    VBucketOptions options =
        VBucketOptions.defaults().withCouch(CouchOptions.defaults().withEncryption(encryption));
    try (VBucket vbucket = VBucket.open(its, 0, options)) {
      vbucket.flush(new WriteBatch().set(Bytes.ofUtf8("a"), Bytes.ofUtf8("one")));
      vbucket.compact(CompactionOptions.defaults());
    }
    return disk;
  }
}
