package dev.lockstep.model.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** The example of docs/junit.md. */
class TreiberStackTest {

  @Explore
  void whatIsPushedIsPoppedOnce(Simulation simulation) {
    TreiberStack<String> stack = new TreiberStack<>(simulation.platform());
    List<String> popped = new ArrayList<>();
    stack.push("first");
    simulation.start("pusher", () -> stack.push("second"));
    simulation.start("popper", () -> stack.pop().ifPresent(popped::add));
    simulation.start("other popper", () -> stack.pop().ifPresent(popped::add));

    simulation.run();

    stack.pop().ifPresent(popped::add);
    assertThat(popped).containsExactlyInAnyOrder("first", "second");
  }

  @Explore
  void growsAndShrinksByOne(Simulation simulation) {
    TreiberStack<String> stack = new TreiberStack<>(simulation.platform());
    stack.push("first");
    simulation.start("pusher", () -> stack.push("second"));
    simulation.start("popper", stack::pop);
    simulation.always("at most two", () -> stack.size() <= 2);
    simulation.sometimes("both are there", () -> stack.size() == 2);
    simulation.sometimes("none is there", () -> stack.size() == 0);
    simulation.eventually("one is left", () -> stack.size() == 1);

    simulation.run();
  }

  @Explore(scheduler = Search.Kind.RANDOM, executions = 200, seed = 7)
  void pushersDoNotLoseEachOthersValues(Simulation simulation) {
    TreiberStack<Integer> stack = new TreiberStack<>(simulation.platform());
    for (int task = 0; task < 4; task++) {
      int value = task;
      simulation.start("pusher " + task, () -> stack.push(value));
    }

    simulation.run();

    List<Integer> popped = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      stack.pop().ifPresent(popped::add);
    }
    assertThat(popped).containsExactlyInAnyOrder(0, 1, 2, 3);
  }
}
