package dev.lockstep.stress.checking;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.program.Calls;
import dev.lockstep.model.program.Program;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Answer.Compacted.Ending;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.ArrayList;
import java.util.List;

/** Some tasks on one {@link SmallStore}, each with some operations; the answers are taken down. */
final class SmallStoreProgram implements Program {
  static final int TASKS = 2;
  static final int OPERATIONS = 2;

  /** What the values of the store stand for. */
  private static final List<Bytes> VALUES =
      List.of(Bytes.ofUtf8("none"), Bytes.ofUtf8("one"), Bytes.ofUtf8("two"));

  /** What each operation may be. */
  private static final List<Operation> CHOICES =
      List.of(set("a", 1), set("b", 2), new Operation.Get("a"), new Operation.Compact(0));

  private final List<List<Operation>> tasks;

  private SmallStoreProgram(List<List<Operation>> tasks) {
    this.tasks = tasks;
  }

  /** All programs of two tasks with two operations each. */
  static List<SmallStoreProgram> all() {
    List<SmallStoreProgram> programs = new ArrayList<>();
    int count = (int) Math.pow(CHOICES.size(), TASKS * OPERATIONS);
    for (int number = 0; number < count; number++) {
      List<List<Operation>> tasks = new ArrayList<>();
      int rest = number;
      for (int task = 0; task < TASKS; task++) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
          operations.add(CHOICES.get(rest % CHOICES.size()));
          rest /= CHOICES.size();
        }
        tasks.add(operations);
      }
      programs.add(new SmallStoreProgram(tasks));
    }
    return programs;
  }

  private static Operation set(String key, int value) {
    return new Operation.Flush(List.of(new Mutation.Set(key, VALUES.get(value))));
  }

  @Override
  public void run(Simulation simulation, Calls calls) {
    SmallStore store = new SmallStore(simulation.platform());
    for (int task = 0; task < tasks.size(); task++) {
      int number = task;
      simulation.start(
          "task " + number,
          () -> tasks
              .get(number)
              .forEach(each -> calls.call(number, each, () -> perform(store, each))));
    }
    simulation.run();
  }

  private static Answer perform(SmallStore store, Operation operation) {
    if (operation instanceof Operation.Flush flush) {
      Mutation.Set set = (Mutation.Set) flush.mutations().get(0);
      long seqno = store.put(set.key(), VALUES.indexOf(set.value()));
      return new Answer.Flushed(seqno, seqno);
    }
    if (operation instanceof Operation.Get get) {
      return new Answer.Found(store.get(get.key()).map(VALUES::get));
    }
    store.compact();
    return new Answer.Compacted(Ending.SWITCHED);
  }
}
