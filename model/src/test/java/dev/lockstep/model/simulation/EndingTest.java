package dev.lockstep.model.simulation;

import static dev.lockstep.model.simulation.Runs.simulation;
import static dev.lockstep.model.simulation.Runs.spinWhileZero;
import static dev.lockstep.model.simulation.Runs.usable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways in which an execution ends, and what becomes of its tasks then. */
class EndingTest {
  private static final int TASKS = 3;

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
}
