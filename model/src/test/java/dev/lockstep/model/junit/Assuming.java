package dev.lockstep.model.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.simulation.Simulation;

/** Tests that assume something, each in a class of its own; no build runs them by itself. */
final class Assuming {
  private Assuming() {}

  /** An update is lost in some orders, which are not in question. */
  private static long counted(Simulation simulation) {
    LongCell counter = simulation.platform().newLongCell("counter", 0);
    simulation.start("one", () -> counter.set(counter.get() + 1));
    simulation.start("other", () -> counter.set(counter.get() + 1));
    simulation.run();
    return counter.get();
  }

  static final class Sometimes {
    @Explore
    void noUpdateIsLost(Simulation simulation) {
      long counted = counted(simulation);
      assumeThat(counted).isNotEqualTo(1);
      assertThat(counted).isEqualTo(2);
    }
  }

  static final class Never {
    @Explore
    void nobodyCountsToThree(Simulation simulation) {
      assumeTrue(counted(simulation) == 3, "three are counted");
    }
  }

  static final class BeforeTheRun {
    @Explore
    void onAnotherMachine(Simulation simulation) {
      assumeTrue(Runtime.version().feature() < 0, "an older machine");
      counted(simulation);
    }
  }

  static final class Replayed {
    @Replay(
        "L3_dev.lockstep.model.junit.Assuming$Replayed.noUpdateIsLost_00000000_e9142753_a3b3_ad7c")
    void noUpdateIsLost(Simulation simulation) {
      assumeTrue(counted(simulation) == 1, "one is lost");
    }
  }
}
