package dev.lockstep.model.simulation;

import static dev.lockstep.model.simulation.Runs.lines;
import static dev.lockstep.model.simulation.Runs.simulation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.MilestoneReached;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tasks of an execution do comes in the order that the chooser decides, and is recorded. */
class SimulationTest {

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
}
