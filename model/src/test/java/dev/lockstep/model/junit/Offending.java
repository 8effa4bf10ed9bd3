package dev.lockstep.model.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Tests that must fail, each in a class of its own; no build runs them by itself. */
final class Offending {
  private Offending() {}

  static final class RacyStack {
    @Explore
    void whatIsPushedIsPoppedOnce(Simulation simulation) {
      TreiberStack<String> stack = new TreiberStack.Racy<>(simulation.platform());
      List<String> popped = new ArrayList<>();
      stack.push("first");
      simulation.start("popper", () -> stack.pop().ifPresent(popped::add));
      simulation.start("other popper", () -> stack.pop().ifPresent(popped::add));
      simulation.run();
      assertThat(popped).containsExactly("first");
    }
  }

  static final class RunsNothing {
    @Explore
    void forgotToRun(Simulation simulation) {
      simulation.start("task", () -> {});
    }
  }

  static final class TooLong {
    @Explore(executions = 3)
    void manyOrders(Simulation simulation) {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      for (int task = 0; task < 4; task++) {
        simulation.start("task " + task, () -> cell.addAndGet(1));
      }
      simulation.run();
    }
  }

  static final class Deadlocked {
    @Explore
    void crossedLocks(Simulation simulation) {
      var one = simulation.platform().newMutex("one");
      var other = simulation.platform().newMutex("other");
      simulation.start("left", () -> {
        one.lock();
        other.lock();
        other.unlock();
        one.unlock();
      });
      simulation.start("right", () -> {
        other.lock();
        one.lock();
        one.unlock();
        other.unlock();
      });
      simulation.run();
    }
  }

  static final class HasNoTasks {
    @Explore
    void forgotToStart(Simulation simulation) {
      simulation.run();
    }
  }

  static final class ExpectsTooLate {
    @Explore
    void saysItAfterTheRun(Simulation simulation) {
      simulation.start("task", () -> {});
      simulation.run();
      simulation.always("never", () -> false);
    }
  }

  static final class NeverEnds {
    @Explore
    void waitsForNobody(Simulation simulation) {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.start("waiter", () -> {
        while (cell.get() == 0) {
          Thread.onSpinWait();
        }
      });
      simulation.run();
    }
  }

  static final class Vacuous {
    @Explore
    void nobodyCountsToThree(Simulation simulation) {
      LongCell cell = simulation.platform().newLongCell("cell", 0);
      simulation.sometimes("three", () -> cell.get() == 3);
      simulation.start("counter", () -> cell.addAndGet(1));
      simulation.run();
    }
  }

  static final class NotAlways {
    @Explore
    void neverBothAtOnce(Simulation simulation) {
      LongCell inside = simulation.platform().newLongCell("inside", 0);
      simulation.always("at most one inside", () -> inside.get() <= 1);
      for (String task : new String[] {"one", "other"}) {
        simulation.start(task, () -> {
          inside.addAndGet(1);
          inside.addAndGet(-1);
        });
      }
      simulation.run();
    }
  }

  static final class TakesNothing {
    @Explore
    void noSimulation() {}
  }

  static final class MistypedToken {
    @Replay("L3_nonsense")
    void replayed(Simulation simulation) {
      simulation.run();
    }
  }

  static final class NoFiles {
    @ScenarioFiles("nowhere")
    void scenarios() {}
  }
}
