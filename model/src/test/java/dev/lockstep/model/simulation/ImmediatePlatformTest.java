package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import org.junit.jupiter.api.Test;

class ImmediatePlatformTest {
  private final VirtualClock clock = new VirtualClock();
  private final Platform platform = new ImmediatePlatform(new SimulatedDisk(), clock);

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
}
