package dev.lockstep.model.check;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.Reach.StepPair;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scheduler.Resumable;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the executions that count came to, added up in their order. */
final class Tally implements Resumable {
  /** One of so many executions is told of. */
  private static final int PROGRESS_EVERY = 64;

  /** The orders of steps are looked at in so many executions, the first ones. */
  private static final int LOOKED_FIRST = 64;

  /** After those in one of so many. */
  private static final int LOOKED_EVERY = 64;

  private final ExplorationListener listener;
  private final Set<Long> traces = new HashSet<>();
  private final Set<Long> disks = new HashSet<>();
  private final Map<StepOrders.Names, Seen> orders = new HashMap<>();
  private final Set<String> milestones = new HashSet<>();
  private final Set<String> sometimes = new HashSet<>();
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private long executions;
  private long steps;
  private long looked;

  Tally(ExplorationListener listener) {
    this.listener = listener;
  }

  /** Whether the orders of steps are looked at in an execution, by how many were before it. */
  static boolean looksAt(long number) {
    return number < LOOKED_FIRST || number % LOOKED_EVERY == 0;
  }

  void add(Execution.Result result) {
    add(
        result.simulation().schedule().length(),
        result.simulation().trace().hash(),
        result.simulation().schedule().faults());
    addSometimes(result.reached());
  }

  void add(long executionSteps, long trace, List<FaultDecision> met) {
    executions++;
    steps += executionSteps;
    traces.add(trace);
    met.forEach(decision -> faults.add(decision.fault()));
    if (executions % PROGRESS_EVERY == 0) {
      listener.progressed(executions);
    }
  }

  /** Disks that were woken, by their contents. */
  void addWoken(Set<Long> contents) {
    disks.addAll(contents);
  }

  /** The orders that were seen in one execution. */
  void addOrders(Map<StepOrders.Names, Seen> seen) {
    looked++;
    seen.forEach((names, order) -> orders.merge(names, order, Seen::and));
  }

  void addMilestones(Set<String> reached) {
    milestones.addAll(reached);
  }

  /** The names of what has to be so sometimes, and was. */
  void addSometimes(Set<String> reached) {
    sometimes.addAll(reached);
  }

  long executions() {
    return executions;
  }

  long steps() {
    return steps;
  }

  long distinctTraces() {
    return traces.size();
  }

  long crashes() {
    return disks.size();
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeLong(executions);
    output.writeLong(steps);
    output.writeLong(looked);
    SavedNumbers.write(output, traces);
    SavedNumbers.write(output, disks);
    output.writeInt(orders.size());
    for (Map.Entry<StepOrders.Names, Seen> order : new TreeMap<>(orders).entrySet()) {
      output.writeUTF(order.getKey().first());
      output.writeUTF(order.getKey().second());
      output.writeUTF(order.getValue().name());
    }
    saveNames(output, milestones);
    saveNames(output, sometimes);
    output.writeInt(faults.size());
    for (Fault fault : faults) {
      output.writeInt(fault.number());
    }
  }

  private static void saveNames(DataOutput output, Set<String> names) throws IOException {
    output.writeInt(names.size());
    for (String name : new TreeSet<>(names)) {
      output.writeUTF(name);
    }
  }

  @Override
  public void restore(DataInput input) throws IOException {
    executions = input.readLong();
    steps = input.readLong();
    looked = input.readLong();
    SavedNumbers.read(input, traces);
    SavedNumbers.read(input, disks);
    int orderCount = input.readInt();
    for (int i = 0; i < orderCount; i++) {
      String first = input.readUTF();
      StepOrders.Names names = new StepOrders.Names(first, input.readUTF());
      orders.put(names, Seen.valueOf(input.readUTF()));
    }
    restoreNames(input, milestones);
    restoreNames(input, sometimes);
    int faultCount = input.readInt();
    for (int i = 0; i < faultCount; i++) {
      faults.add(Fault.ofNumber(input.readInt()).orElseThrow());
    }
  }

  private static void restoreNames(DataInput input, Set<String> names) throws IOException {
    int count = input.readInt();
    for (int i = 0; i < count; i++) {
      names.add(input.readUTF());
    }
  }

  /** What they came by, of all that there is in the scenario. */
  Reach reach(Scenario scenario) {
    List<StepPair> pairs = new ArrayList<>();
    new TreeMap<>(orders)
        .forEach((names, order) -> pairs.add(new StepPair(names.first(), names.second(), order)));
    return new Reach(
        looked,
        pairs,
        Milestones.all().stream().filter(name -> !milestones.contains(name)).toList(),
        scenario.own().sometimes().keySet().stream()
            .filter(name -> !sometimes.contains(name))
            .toList(),
        scenario.faults().kinds().stream()
            .filter(fault -> !faults.contains(fault))
            .map(Fault::key)
            .toList());
  }
}
