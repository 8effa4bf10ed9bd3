package dev.lockstep.model.check;

import dev.lockstep.model.check.CrashMoments.Moment;
import dev.lockstep.model.check.ForeseeingExploration.TakenOver;
import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.scheduler.RecheckScheduler;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.Resumable;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.SimulationResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Judges executions for all that are equivalent to them, many at a time:
 *
 * <ol>
 *   <li>side by side: check the orders of calls of each, and find the moments at which it could crash;
 *       some run again, must give the same trace, and show in which orders their steps came;
 *   <li>in their order: leave out the moments that came up before;
 *   <li>side by side: crash at the others; of some executions a run up to the moment must find the same;
 *   <li>in their order: add up what came of it, to the first that breaks a property.
 * </ol>
 */
final class Equivalents implements Resumable {
  /** More moments than this are not remembered; all are forgotten at once. */
  private static final int REMEMBERED_MAX = 2_000_000;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final Shard shard;
  private final Crew crew;
  private final Tally tally;
  private final Set<Long> crashed = new HashSet<>();

  Equivalents(PreparedScenario prepared, Judge judge, Shard shard, Crew crew, Tally tally) {
    this.prepared = prepared;
    this.judge = judge;
    this.shard = shard;
    this.crew = crew;
    this.tally = tally;
  }

  @Override
  public void save(DataOutput output) throws IOException {
    SavedNumbers.write(output, crashed);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    SavedNumbers.read(input, crashed);
  }

  /** What there is to see in an execution: each moment with the fingerprint of what was done. */
  private record Looked(
      Optional<Candidate> found,
      List<Moment> moments,
      List<Long> fingerprints,
      Optional<Map<StepOrders.Names, Seen>> orders) {}

  private record Crashed(Optional<Candidate> found, Set<Long> woken) {}

  private record CrashTask(int execution, FutureTask<Crashed> task) {}

  /** Judges the executions and forgets them. Returns the first that breaks a property. */
  Optional<Candidate> settle(List<TakenOver> batch) {
    List<TakenOver> own =
        batch.stream().filter(each -> shard.owns(each.number())).toList();
    batch.clear();
    List<FutureTask<Looked>> looks =
        own.stream().map(each -> crew.begin(() -> look(each))).toList();
    List<Looked> looked = looks.stream().map(crew::await).toList();
    List<CrashTask> crashes = crashes(own, looked);
    Optional<Candidate> first = Optional.empty();
    int next = 0;
    for (int i = 0; i < own.size() && first.isEmpty(); i++) {
      tally.add(own.get(i).result());
      tally.addWoken(own.get(i).woken());
      tally.addMilestones(own.get(i).milestones());
      looked.get(i).orders.ifPresent(tally::addOrders);
      first = looked.get(i).found;
      for (; next < crashes.size() && crashes.get(next).execution == i; next++) {
        Crashed crash = crew.await(crashes.get(next).task);
        if (first.isEmpty()) {
          tally.addWoken(crash.woken);
          first = crash.found;
        }
      }
    }
    return first;
  }

  private Looked look(TakenOver execution) {
    SimulationResult simulation = execution.result().simulation();
    Optional<Map<StepOrders.Names, Seen>> orders = Optional.empty();
    if (Tally.looksAt(execution.number())) {
      StepOrders again = new StepOrders(new ReplayScheduler(simulation.schedule()));
      RecheckScheduler.requireSame(simulation, again(again));
      orders = Optional.of(again.seen());
    }
    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, judge.apart());
    Optional<Candidate> found =
        equivalents.brokenByCallOrder(execution.order(), execution.result());
    List<Moment> moments = found.isPresent() || !prepared.scenario().crash()
        ? List.of()
        : CrashMoments.of(execution.order(), execution.result().history());
    List<Long> fingerprints = moments.stream()
        .map(moment -> EquivalentExecutions.fingerprint(moment.done(), simulation.schedule()))
        .toList();
    return new Looked(found, moments, fingerprints, orders);
  }

  private SimulationResult again(Chooser chooser) {
    return Execution.exploring(prepared, judge.apart(), CrashCheck.NEVER)
        .run(chooser)
        .simulation();
  }

  /** Steps 2 and 3. */
  private List<CrashTask> crashes(List<TakenOver> own, List<Looked> looked) {
    AtomicInteger last = new AtomicInteger(Integer.MAX_VALUE); // Those after it need not be run.
    List<CrashTask> crashes = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      List<Moment> moments = looked.get(i).moments;
      for (int j = 0; j < moments.size(); j++) {
        Moment moment = moments.get(j);
        if (crashed.size() >= REMEMBERED_MAX) {
          crashed.clear();
        }
        if (crashed.add(looked.get(i).fingerprints.get(j))) {
          TakenOver execution = own.get(i);
          int place = crashes.size();
          crashes.add(new CrashTask(i, crew.begin(() -> crash(execution, moment, place, last))));
        }
      }
    }
    return crashes;
  }

  private Crashed crash(TakenOver execution, Moment moment, int place, AtomicInteger last) {
    if (place > last.get()) {
      return new Crashed(Optional.empty(), Set.of());
    }
    Judge own = judge.apart();
    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, own);
    if (Tally.looksAt(execution.number())) {
      equivalents.requireSame(execution.order(), moment, execution.result());
    }
    Optional<Candidate> found =
        equivalents.brokenByCrash(execution.order(), moment, execution.result());
    if (found.isPresent()) {
      last.accumulateAndGet(place, Math::min);
    }
    return new Crashed(found, own.woken());
  }
}
