package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.program.Program;
import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.program.ProgramReplay;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.Simulation;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program says of its state is held against every state between two steps, in every order. */
class ExpectationsTest {
  private static final int CELLS = 2;
  private static final int TASKS = 3;
  private static final int STEPS = 2;

  private static ProgramExplorer.Result explore(Search search, Program program) {
    return new ProgramExplorer(program).explore(search);
  }

  /** Two tasks that no task can tell the order of: one class, of which one execution is run. */
  private static Program independent(boolean isAlways) {
    return (simulation, calls) -> {
      LongCell left = simulation.platform().newLongCell("left", 0);
      LongCell right = simulation.platform().newLongCell("right", 0);
      simulation.start("lefter", () -> left.set(1));
      simulation.start("righter", () -> right.set(1));
      if (isAlways) {
        simulation.always("left is first", () -> left.get() >= right.get());
      } else {
        simulation.sometimes("right is first", () -> left.get() < right.get());
        simulation.sometimes("left is first", () -> left.get() > right.get());
      }
      simulation.run();
    };
  }

  @Test
  void aStateThatOnlyAnEquivalentExecutionComesByIsFound() {
    ProgramExplorer.Result result = explore(Search.exhaustive(), independent(true));

    assertThat(result.executions()).isEqualTo(1);
    assertThat(result.failure().orElseThrow().thrown())
        .hasMessage("always left is first: it is not so");
    assertThat(
            ProgramReplay.of(independent(true), "test", result.failure().get().schedule())
                .failure())
        .isPresent();
  }

  @Test
  void whatIsSoInSomeOrderIsSoSometimes() {
    assertThat(explore(Search.exhaustive(), independent(false)).neverSo()).isEmpty();
    assertThat(explore(Search.bounded(0), independent(false)).neverSo()).isEmpty();
  }

  @Test
  void whatIsNeverSoIsNamed() {
    ProgramExplorer.Result result = explore(Search.exhaustive(), (simulation, calls) -> {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.start("one", () -> cell.addAndGet(1));
      simulation.start("other", () -> cell.addAndGet(1));
      simulation.sometimes("three", () -> cell.get() == 3);
      simulation.sometimes("one", () -> cell.get() == 1);
      simulation.run();
    });

    assertThat(result.failure()).isEmpty();
    assertThat(result.neverSo()).containsExactly("three");
  }

  @Test
  void whatHasToComeInTheEndIsLookedAtThereOnly() {
    assertThat(explore(Search.exhaustive(), counting(2)).failure()).isEmpty();
    assertThat(explore(Search.exhaustive(), counting(1)).failure().orElseThrow().thrown())
        .hasMessage("eventually all are counted: it is not so");
  }

  private static Program counting(long all) {
    return (simulation, calls) -> {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.start("one", () -> cell.addAndGet(1));
      simulation.start("other", () -> cell.addAndGet(1));
      simulation.eventually("all are counted", () -> cell.get() == all);
      simulation.run();
    };
  }

  @Test
  void aPredicateThatThrowsFailsTheExecution() {
    ProgramExplorer.Result result = explore(Search.exhaustive(), (simulation, calls) -> {
      simulation.start("task", () -> {});
      simulation.always("broken", () -> {
        throw new IllegalStateException("no state");
      });
      simulation.run();
    });

    assertThat(result.failure().orElseThrow().thrown()).hasMessage("no state");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theReductionLeavesOutNoStateThatAnyOrderComesBy(long seed) {
    Set<String> reduced = new TreeSet<>();
    Set<String> all = new TreeSet<>();

    ProgramExplorer.Result fewer = explore(Search.exhaustive(), random(seed, reduced));
    ProgramExplorer.Result more =
        explore(Search.bounded(Search.PREEMPTIONS_MAX), random(seed, all));

    assertThat(fewer.coverage().complete()).isTrue();
    assertThat(more.coverage().complete()).isTrue();
    assertThat(fewer.executions()).isLessThan(more.executions());
    assertThat(reduced).isEqualTo(all);
  }

  /** Tasks that copy cells into one another and into memory of their own; all states are noted. */
  private static Program random(long seed, Set<String> states) {
    return (simulation, calls) -> {
      SplittableRandom random = new SplittableRandom(seed);
      LongCell[] cells = new LongCell[CELLS];
      for (int i = 0; i < CELLS; i++) {
        cells[i] = simulation.platform().newLongCell("cell " + i, i);
      }
      long[] own = new long[TASKS];
      for (int task = 0; task < TASKS; task++) {
        start(simulation, task, random.split(), cells, own);
      }
      simulation.always("noted", () -> {
        StringBuilder state = new StringBuilder();
        for (LongCell cell : cells) {
          state.append(cell.get()).append(' ');
        }
        for (long value : own) {
          state.append(value).append(' ');
        }
        states.add(state.toString());
        return true;
      });
      simulation.run();
    };
  }

  private static void start(
      Simulation simulation, int task, SplittableRandom random, LongCell[] cells, long[] own) {
    boolean[] reads = new boolean[STEPS];
    int[] touched = new int[STEPS];
    for (int step = 0; step < STEPS; step++) {
      reads[step] = random.nextBoolean();
      touched[step] = random.nextInt(CELLS);
    }
    simulation.start("task " + task, () -> {
      for (int step = 0; step < STEPS; step++) {
        LongCell cell = cells[touched[step]];
        if (reads[step]) {
          own[task] = 10 * own[task] + cell.get();
        } else {
          cell.set(own[task] + task);
        }
      }
    });
  }
}
