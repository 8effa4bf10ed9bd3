package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.program.Calls;
import dev.lockstep.model.program.Program;
import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.Simulation;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An execution that a program says is none of those in question shows nothing, and hides none that is. */
class AssumptionsTest {
  private static final int CELLS = 2;
  private static final int TASKS = 3;
  private static final int STEPS = 3;

  private static final class NotInQuestion extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A program that may assume something. */
  private record Assuming(Consumer<Simulation> body) implements Program {
    @Override
    public void run(Simulation simulation, Calls calls) {
      body.accept(simulation);
    }

    @Override
    public boolean isAssumption(Throwable thrown) {
      return thrown instanceof NotInQuestion;
    }
  }

  private static void assume(boolean isSo) {
    if (!isSo) {
      throw new NotInQuestion();
    }
  }

  private static ProgramExplorer.Result explore(Search search, Consumer<Simulation> body) {
    return new ProgramExplorer(new Assuming(body)).explore(search);
  }

  private static ProgramExplorer.Result explore(Consumer<Simulation> body) {
    return explore(Search.exhaustive(), body);
  }

  /** The first execution is left out at its first step; what comes after tells that there is another. */
  @Test
  void aTaskThatGivesUpHidesNoOrderInWhichItDoesNot() {
    ProgramExplorer.Result result = explore(simulation -> {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.start("reader", () -> assume(cell.get() == 1));
      simulation.start("writer", () -> {
        cell.set(2);
        cell.set(1);
      });
      simulation.run();
      throw new AssertionError("one is read");
    });

    assertThat(result.failure().orElseThrow().thrown()).hasMessage("one is read");
  }

  @Test
  void whatIsWrongBehindAFailedAssumptionIsNoFailure() {
    ProgramExplorer.Result result = explore(simulation -> {
      Mutex mutex = simulation.platform().newMutex("mutex");
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.eventually("zero", () -> cell.get() == 0);
      Task keeper = simulation.start("keeper", () -> {
        mutex.lock();
        assume(false);
      });
      simulation.start("waiter", () -> {
        mutex.lock();
        mutex.unlock();
        cell.set(1);
      });
      simulation.start("joiner", () -> {
        keeper.join();
        throw new IllegalStateException("the keeper has ended");
      });
      simulation.run();
    });

    assertThat(result.failure()).isEmpty();
    assertThat(result.coverage().complete()).isTrue();
    assertThat(result.isLeftOut()).isTrue();
    assertThat(result.assumption()).get().isInstanceOf(NotInQuestion.class);
  }

  /** Only one order of the two tasks is run: they share nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailedAssumptionExcusesNoFailureThatDoesNotDependOnIt(boolean assumesFirst) {
    ProgramExplorer.Result result = explore(simulation -> {
      LongCell left = simulation.platform().newLongCell("left", 0);
      LongCell right = simulation.platform().newLongCell("right", 0);
      Runnable assumes = () -> assume(left.get() == 1);
      Runnable fails = () -> {
        throw new AssertionError("right is " + right.get());
      };
      simulation.start("first", assumesFirst ? assumes : fails);
      simulation.start("second", assumesFirst ? fails : assumes);
      simulation.run();
    });

    assertThat(result.failure().orElseThrow().thrown()).hasMessage("right is 0");
  }

  @Test
  void aTaskThatNeverEndsIsAFailureWhateverWasAssumed() {
    ProgramExplorer.Result result = explore(simulation -> {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.start("setter", () -> assume(false));
      simulation.start("waiter", () -> {
        while (cell.get() == 0) {
          Thread.onSpinWait();
        }
      });
      simulation.run();
    });

    assertThat(result.failure().orElseThrow().thrown())
        .hasMessageContaining("some task still goes on");
  }

  @Test
  void whatWasSoOnlyWhereItDoesNotCountWasNeverSo() {
    ProgramExplorer.Result result = explore(simulation -> {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.sometimes("two", () -> cell.get() == 2);
      simulation.sometimes("one", () -> cell.get() == 1);
      simulation.start("one", () -> cell.set(1));
      simulation.start("double", () -> cell.set(2 * cell.get()));
      simulation.run();
      assume(cell.get() != 2);
    });

    assertThat(result.failure()).isEmpty();
    assertThat(result.leftOut()).isBetween(1L, result.executions() - 1);
    assertThat(result.neverSo()).containsExactly("two");
  }

  @Test
  void whatIsAlwaysSoIsSoUntilTheAssumptionFails() {
    ProgramExplorer.Result result = explore(simulation -> {
      LongCell left = simulation.platform().newLongCell("left", 0);
      LongCell right = simulation.platform().newLongCell("right", 0);
      simulation.always("left is first", () -> left.get() >= right.get());
      simulation.start("lefter", () -> left.set(1));
      simulation.start("righter", () -> right.set(1));
      simulation.run();
      assume(false);
    });

    assertThat(result.failure().orElseThrow().thrown())
        .hasMessage("always left is first: it is not so");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13})
  void theReductionLeavesOutNoExecutionThatIsInQuestion(long seed) {
    Set<String> reduced = new TreeSet<>();
    Set<String> all = new TreeSet<>();

    ProgramExplorer.Result fewer = explore(random(seed, reduced));
    ProgramExplorer.Result more =
        explore(Search.bounded(Search.PREEMPTIONS_MAX), random(seed, all));

    assertThat(fewer.coverage().complete()).isTrue();
    assertThat(more.coverage().complete()).isTrue();
    assertThat(more.leftOut()).isPositive();
    assertThat(fewer.executions()).isLessThan(more.executions());
    assertThat(reduced).isEqualTo(all);
  }

  /** Tasks that copy cells, and assume now and then that what they read is even. */
  private static Consumer<Simulation> random(long seed, Set<String> endings) {
    return simulation -> {
      SplittableRandom random = new SplittableRandom(seed);
      LongCell[] cells = new LongCell[CELLS];
      for (int i = 0; i < CELLS; i++) {
        cells[i] = simulation.platform().newLongCell("cell " + i, i);
      }
      long[] own = new long[TASKS];
      for (int task = 0; task < TASKS; task++) {
        int number = task;
        int[] script = random.ints(STEPS, 0, 3 * CELLS).toArray();
        simulation.start("task " + task, () -> run(script, number, cells, own));
      }
      simulation.run();
      endings.add(
          cells[0].get() + " " + cells[1].get() + " " + own[0] + " " + own[1] + " " + own[2]);
    };
  }

  private static void run(int[] script, int task, LongCell[] cells, long[] own) {
    for (int instruction : script) {
      LongCell cell = cells[instruction % CELLS];
      switch (instruction / CELLS) {
        case 0 -> own[task] = 10 * own[task] + cell.get();
        case 1 -> cell.set(own[task] + task);
        default -> assume(cell.get() % 2 == 0);
      }
    }
  }
}
