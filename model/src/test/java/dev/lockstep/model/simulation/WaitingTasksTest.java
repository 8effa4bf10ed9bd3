package dev.lockstep.model.simulation;

import static dev.lockstep.model.simulation.Runs.lines;
import static dev.lockstep.model.simulation.Runs.simulation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.MilestoneReached;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that wait for a mutex, a signal, or for time to pass. */
class WaitingTasksTest {

  @ParameterizedTest
  @EnumSource
  void describesADeadlockOfCrossedLocks(TaskDriver driver) {
    Simulation simulation = simulation(driver, new TakesTurns());
    Mutex first = simulation.platform().newMutex("writer");
    Mutex second = simulation.platform().newMutex("bucket");
    simulation.start("flusher", () -> lockBoth(first, second));
    simulation.start("compactor", () -> lockBoth(second, first));

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.DEADLOCK);
    assertThat(result.waiting().stream().map(Waiting::toString))
        .containsExactly(
            "flusher waits for bucket#1, which is up to compactor",
            "compactor waits for writer#1, which is up to flusher");
  }

  private static void lockBoth(Mutex first, Mutex second) {
    first.lock();
    second.lock();
    second.unlock();
    first.unlock();
  }

  @Test
  void locksAMutexOnlyWhenItIsFree() {
    Simulation simulation = simulation(TaskDriver.BATON, new TakesTurns());
    Mutex mutex = simulation.platform().newMutex("m");
    List<Boolean> seen = new ArrayList<>();
    simulation.start("holder", () -> {
      mutex.lock();
      seen.add(mutex.isHeldByCurrentTask());
      mutex.unlock();
    });
    simulation.start("other", () -> {
      seen.add(mutex.tryLock());
      mutex.lock();
      mutex.unlock();
    });

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(lines(result))
        .containsExactly(
            "holder starts",
            "other starts",
            "holder locks m#1",
            "other tries to lock m#1: no",
            "holder unlocks m#1",
            "other locks m#1",
            "other unlocks m#1");
    assertThat(seen).containsExactly(true, false);
  }

  @ParameterizedTest
  @EnumSource
  void waitsForASignalAndThenForTheMutex(TaskDriver driver) {
    Simulation simulation = simulation(driver, new TakesTurns());
    Mutex mutex = simulation.platform().newMutex("m");
    Condition change = mutex.newCondition("change");
    simulation.start("waiter", () -> {
      mutex.lock();
      change.await();
      mutex.unlock();
    });
    simulation.start("signaller", () -> {
      mutex.lock();
      change.signalAll();
      mutex.unlock();
    });

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(lines(result))
        .containsExactly(
            "waiter starts",
            "signaller starts",
            "waiter locks m#1",
            "waiter awaits change#1",
            "waiter unlocks m#1",
            "signaller locks m#1",
            "signaller signals change#1",
            "signaller unlocks m#1",
            "waiter locks m#1",
            "waiter unlocks m#1");
  }

  @Test
  void saysWhichSignalATaskWaitedForInVain() {
    Simulation simulation = simulation(TaskDriver.BATON, new FirstEnabled());
    Mutex mutex = simulation.platform().newMutex("m");
    Condition change = mutex.newCondition("change");
    simulation.start("waiter", () -> {
      mutex.lock();
      change.await();
    });

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.DEADLOCK);
    assertThat(result.waiting()).containsExactly(new Waiting("waiter", "change#1", ""));
  }

  @Test
  void letsTimePassToTheEarliestEndOfAWaitWhenNobodyCanGoOn() {
    Simulation simulation = simulation(TaskDriver.BATON, new TakesTurns());
    Platform platform = simulation.platform();
    List<String> ended = new ArrayList<>();
    for (int seconds : List.of(3, 2, 3)) {
      Mutex mutex = platform.newMutex("m");
      Condition never = mutex.newCondition("signal");
      simulation.start("waits " + seconds, () -> {
        mutex.lock();
        boolean signalled = never.awaitNanos(seconds);
        mutex.unlock();
        ended.add(signalled + " at " + platform.clock().monotonicNanos());
      });
    }

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(ended).containsExactly("false at 2", "false at 3", "false at 3");
    assertThat(result.trace().milestones())
        .containsExactly(
            new MilestoneReached(12, 1, "time.passed", "signal#2", 2),
            new MilestoneReached(14, 0, "time.passed", "signal#1", 3));
  }

  @Test
  void waitsNoTimeAtAll() {
    Simulation simulation = simulation(TaskDriver.BATON, new FirstEnabled());
    Mutex mutex = simulation.platform().newMutex("m");
    Condition never = mutex.newCondition("signal");
    List<Boolean> signalled = new ArrayList<>();
    simulation.start("waiter", () -> {
      mutex.lock();
      signalled.add(never.awaitNanos(0));
      signalled.add(never.awaitNanos(-1));
      mutex.unlock();
    });

    assertThat(simulation.run().ending()).isEqualTo(Ending.COMPLETED);
    assertThat(signalled).containsExactly(false, false);
    assertThat(simulation.clock().monotonicNanos()).isZero();
  }

  @Test
  void treatsMisuseOfAMutexAsABug() {
    assertThat(failureOf(mutex -> mutex.newCondition("c").await()))
        .hasMessage("task uses c without holding its mutex");
    assertThat(failureOf(mutex -> mutex.newCondition("c").signalAll()))
        .hasMessage("task uses c without holding its mutex");
    assertThat(failureOf(Mutex::unlock)).hasMessage("task unlocks m, which it does not hold");
    assertThat(failureOf(mutex -> {
          mutex.lock();
          mutex.lock();
        }))
        .hasMessage("task locks m twice");
  }

  private interface Use {
    void of(Mutex mutex);
  }

  private static Throwable failureOf(Use use) {
    Simulation simulation = simulation(TaskDriver.BATON, new FirstEnabled());
    Mutex mutex = simulation.platform().newMutex("m");
    simulation.start("task", () -> use.of(mutex));
    return simulation.run().failure().orElseThrow();
  }
}
