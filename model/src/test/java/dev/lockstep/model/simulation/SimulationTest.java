package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final int TASKS = 3;

  @ParameterizedTest
  @EnumSource
  void takesTheStepsInTheOrderThatTheChooserDecides(TaskDriver driver) {
    Simulation simulation = simulation(driver, new TakesTurns());
    LongCell cell = simulation.platform().newLongCell("x", 0);
    simulation.start("a", () -> cell.set(cell.get() + 1));
    simulation.start("b", () -> cell.set(cell.get() + 10));

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(lines(result))
        .containsExactly(
            "a starts",
            "b starts",
            "a gets x#1 = 0",
            "b gets x#1 = 0",
            "a sets x#1 = 1",
            "b sets x#1 = 10");
    assertThat(result.schedule()).hasToString("0*1 1*1 0*1 1*1 0*1 1*1");
  }

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

  @ParameterizedTest
  @EnumSource
  void stopsALoopThatNeverEnds(TaskDriver driver) {
    SimulationOptions options = SimulationOptions.defaults().withDriver(usable(driver));
    Simulation simulation =
        new Simulation(new SimulatedDisk(), new FirstEnabled(), options.withStepsMax(500));
    LongCell cell = simulation.platform().newLongCell("x", 0);
    simulation.start("loop", () -> spinWhileZero(cell));

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.STEPS_EXHAUSTED);
    assertThat(result.schedule().length()).isEqualTo(500);
  }

  private static void spinWhileZero(LongCell cell) {
    while (cell.get() == 0) {
      cell.addAndGet(0);
    }
  }

  @Test
  void stopsALoopThatWaitsForTimeToPass() {
    Simulation simulation = simulation(TaskDriver.BATON, new FirstEnabled());
    simulation.start("loop", () -> waitForTime(simulation.platform()));

    assertThat(simulation.run().ending()).isEqualTo(Ending.STEPS_EXHAUSTED);
  }

  private static void waitForTime(Platform platform) {
    long start = platform.clock().monotonicNanos();
    while (platform.clock().monotonicNanos() == start) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithTheErrorThatEscapesATaskAndUnwindsTheOthers(TaskDriver driver) {
    Simulation simulation = simulation(driver, new TakesTurns());
    LongCell cell = simulation.platform().newLongCell("x", 0);
    List<String> unwound = new ArrayList<>();
    IllegalStateException failure = new IllegalStateException("planted");
    for (String name : List.of("b", "a")) {
      simulation.start(name, () -> leaveUntidily(cell, name, unwound));
    }
    simulation.start("failing", () -> {
      cell.get();
      throw failure;
    });

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.TASK_FAILED);
    assertThat(result.failure()).containsSame(failure);
    assertThat(unwound).containsExactly("b", "a");
    assertThat(cell.get()).isZero();
  }

  private static void leaveUntidily(LongCell cell, String name, List<String> unwound) {
    try {
      for (int i = 0; i < 10; i++) {
        cell.get();
      }
    } catch (ExecutionAbandoned abandoned) {
      unwound.add(name);
      assertThatThrownBy(() -> cell.set(99)).isInstanceOf(ExecutionAbandoned.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void joinsTasksThatTasksStart(TaskDriver driver) {
    Simulation simulation = simulation(driver, new TakesTurns());
    Platform platform = simulation.platform();
    Cell<String> cell = platform.newCell("word", "none");
    simulation.start("parent", () -> {
      Task child = platform.start("child", () -> cell.set("grown"));
      child.join();
      cell.compareAndSet("grown", "joined");
    });

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(cell.get()).isEqualTo("joined");
    assertThat(lines(result))
        .containsExactly(
            "parent starts",
            "parent spawns task 1",
            "child starts",
            "child sets word#1 = 1",
            "parent joins child#1",
            "parent compares and sets word#1: yes");
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

  @ParameterizedTest
  @EnumSource
  void stopsBeforeTheStepThatTheObserverRefuses(TaskDriver driver) {
    List<StepKind> performed = new ArrayList<>();
    StepObserver observer = new StepObserver() {
      @Override
      public boolean beforeStep(int index, int task, PendingStep step, SimulatedDisk disk) {
        return index < 3;
      }

      @Override
      public void afterStep(int index, int task, PendingStep step, SimulatedDisk disk) {
        performed.add(step.kind());
      }
    };
    SimulationOptions options = SimulationOptions.defaults().withDriver(usable(driver));
    Simulation simulation =
        new Simulation(new SimulatedDisk(), new FirstEnabled(), options.withObserver(observer));
    LongCell cell = simulation.platform().newLongCell("x", 0);
    simulation.start("a", () -> spinWhileZero(cell));

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.schedule().length()).isEqualTo(3);
    assertThat(performed)
        .containsExactly(StepKind.TASK_START, StepKind.CELL_GET, StepKind.CELL_ADD);
  }

  @ParameterizedTest
  @EnumSource
  void throwsWhatTheChooserThrows(TaskDriver driver) {
    IllegalStateException planted = new IllegalStateException("planted");
    Simulation simulation = simulation(driver, point -> {
      if (point.step() == 3) {
        throw planted;
      }
      return point.enabled(0);
    });
    LongCell cell = simulation.platform().newLongCell("x", 0);
    simulation.start("a", () -> spinWhileZero(cell));

    assertThatThrownBy(simulation::run).isSameAs(planted);
  }

  @Test
  void recordsMilestonesBetweenSteps() {
    Simulation simulation = simulation(TaskDriver.BATON, new FirstEnabled());
    Platform platform = simulation.platform();
    LongCell cell = platform.newLongCell("x", 0);
    simulation.start("a", () -> {
      cell.get();
      platform.reached("half.way", "x", 7);
      cell.get();
    });

    SimulationResult result = simulation.run();

    assertThat(result.trace().milestones())
        .containsExactly(new MilestoneReached(2, 0, "half.way", "x", 7));
    assertThat(result.trace().steps()).hasSize(3);
  }

  @Test
  void tellsTheRunningTaskAndHowFarItIs() {
    Simulation simulation = simulation(TaskDriver.BATON, new FirstEnabled());
    LongCell cell = simulation.platform().newLongCell("x", 0);
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      simulation.start("task", () -> {
        cell.get();
        seen.add(simulation.runningTask());
        seen.add(simulation.stepCount());
      });
    }
    simulation.run();

    assertThat(seen).containsExactly(0, 2, 1, 4);
    assertThat(simulation.runningTask()).isEqualTo(SchedulingPoint.NO_TASK);
  }

  @Test
  void reusesItsThreadsFromExecutionToExecution() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet(); // Other tests' threads are among them.
    int runs = 50;
    for (int i = 0; i < runs; i++) {
      runAbandoned(threads);
    }

    assertThat(threads).hasSizeGreaterThanOrEqualTo(TASKS).hasSizeLessThan(runs * TASKS / 2);
  }

  private static void runAbandoned(Set<Thread> threads) {
    Simulation simulation = simulation(TaskDriver.BATON, new TakesTurns());
    LongCell cell = simulation.platform().newLongCell("x", 0);
    for (int i = 0; i < TASKS; i++) {
      simulation.start("task", () -> {
        threads.add(Thread.currentThread());
        spinWhileZero(cell);
      });
    }
    assertThat(simulation.run().ending()).isEqualTo(Ending.STEPS_EXHAUSTED);
  }

  @Test
  void saysThatATaskCannotPauseBelowANativeMethod() {
    Simulation simulation = simulation(TaskDriver.CONTINUATION, new TakesTurns());
    LongCell cell = simulation.platform().newLongCell("x", 0);
    PausesWhileItLoads.pause = () -> cell.addAndGet(1);
    for (int i = 0; i < 2; i++) {
      simulation.start("task", () -> assertThat(PausesWhileItLoads.Inner.VALUE).isPositive());
    }

    SimulationResult result = simulation.run();

    assertThat(result.ending()).isEqualTo(Ending.TASK_FAILED);
    assertThat(result.failure().orElseThrow()).hasMessageContaining("below a native method");
  }

  /** A class initializer runs below a frame of the JVM. */
  private static final class PausesWhileItLoads {
    static Supplier<Long> pause = () -> 0L;

    private static final class Inner {
      static final long VALUE = pause.get();
    }
  }

  private static Simulation simulation(TaskDriver driver, Chooser chooser) {
    SimulationOptions options = SimulationOptions.defaults()
        .withDriver(usable(driver))
        .withStepsMax(200)
        .withRecording(Recording.STEPS);
    return new Simulation(new SimulatedDisk(), chooser, options);
  }

  private static TaskDriver usable(TaskDriver driver) {
    assumeTrue(driver.isAvailable(), "this JVM has no continuations: they need JDK 21 or newer");
    return driver;
  }

  private static List<String> lines(SimulationResult result) {
    return result.trace().steps().stream().map(Step::describe).toList();
  }
}
