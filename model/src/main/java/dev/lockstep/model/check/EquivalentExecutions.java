package dev.lockstep.model.check;

import dev.lockstep.model.check.Execution.CrashCheck;
import dev.lockstep.model.check.Shrinker.Candidate;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges all executions that are equivalent to one that has run, without running them all. To their
 * tasks they are the same. They differ in what only an observer sees, and that is gone through here:
 *
 * <ol>
 *   <li>which call had returned before another was made: every such order is checked on the history
 *       alone;
 *   <li>what was on the disk, and which calls had returned, when the machine stopped: the execution is
 *       run again up to every such moment that no execution before has come to.
 * </ol>
 */
final class EquivalentExecutions {
  /** More moments than this are not remembered; all are forgotten at once. */
  static final int REMEMBERED_MAX = 1_000_000;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final Set<Long> known;
  private final Set<Long> crashed = new HashSet<>();

  EquivalentExecutions(PreparedScenario prepared, Judge judge) {
    this(prepared, judge, Set.of());
  }

  /** The same where some moments are known to break nothing. */
  EquivalentExecutions(PreparedScenario prepared, Judge judge, Set<Long> known) {
    this.prepared = prepared;
    this.judge = judge;
    this.known = known;
  }

  /** The moments at which crashes were taken, by their fingerprints. */
  Set<Long> crashed() {
    return crashed;
  }

  /**
   * An execution that breaks a property and is equivalent to the one that the scheduler has just
   * ended, or begins like one that is. Empty if the scheduler would run that itself.
   */
  Optional<Candidate> violation(Scheduler scheduler, Execution.Result result) {
    return scheduler.sharedOrder().flatMap(order -> violation(order, result));
  }

  private Optional<Candidate> violation(CausalOrder order, Execution.Result result) {
    Optional<Candidate> found = brokenByCallOrder(order, result);
    return found.isPresent() || !prepared.scenario().crash() ? found : brokenByCrash(order, result);
  }

  /** Step 1. */
  Optional<Candidate> brokenByCallOrder(CausalOrder order, Execution.Result result) {
    if (result.lastSeen().isEmpty()) {
      return Optional.empty();
    }
    Answer last = result.lastSeen().get();
    for (List<End> ends : CallOrders.of(order, ends(result.history()))) {
      History history = History.of(ends);
      boolean holds = judge.failures(history) == null
          && judge.answers(history.followedBy(new Operation.Scan(), last)) == null;
      if (!holds) {
        Schedule schedule = CallOrders.schedule(order, everything(order), ends)
            .withFaultsAt(result.simulation().schedule().faultPoints());
        return Optional.of(run(schedule, CrashCheck.NEVER)
            .orElseThrow(() -> new AssertionError(
                "the order of calls " + schedule + " breaks a property, but not when it is run")));
      }
    }
    return Optional.empty();
  }

  private static List<End> ends(History history) {
    List<End> ends = new ArrayList<>();
    for (Call call : history.calls()) {
      ends.add(new End(call, false));
      ends.add(new End(call, true));
    }
    return ends;
  }

  private static Past everything(CausalOrder order) {
    Past done = order.nothing();
    for (int step = 0; step < order.stepCount(); step++) {
      done = done.with(step);
    }
    return done;
  }

  private Optional<Candidate> brokenByCrash(CausalOrder order, Execution.Result result) {
    Schedule taken = result.simulation().schedule();
    for (CrashMoments.Moment moment : CrashMoments.of(order, result.history())) {
      if (crashed.size() >= REMEMBERED_MAX) {
        crashed.clear();
      }
      long fingerprint = fingerprint(moment.done(), taken);
      if (!known.contains(fingerprint) && crashed.add(fingerprint)) {
        Optional<Candidate> found = brokenByCrash(order, moment, taken);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Step 2, for one moment of an execution that took a schedule. */
  Optional<Candidate> brokenByCrash(CausalOrder order, CrashMoments.Moment moment, Schedule taken) {
    for (List<End> ends : CallOrders.of(order, moment.ends())) {
      Schedule schedule =
          CallOrders.schedule(order, moment.done(), ends).withFaultsAt(taken.faultPoints());
      CrashDecision end = new CrashDecision(schedule.length(), 0);
      Optional<Candidate> found = run(schedule.withCrash(end), CrashCheck.AT_THE_END);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Of what was done, and the faults that it met. */
  static long fingerprint(Past done, Schedule taken) {
    List<FaultDecision> met =
        taken.faults().stream().filter(fault -> done.contains(fault.step())).toList();
    return met.isEmpty()
        ? done.fingerprint()
        : Fingerprint.mix(
            done.fingerprint(),
            Fingerprint.of(taken.withFaults(met).faultPoints().toString()));
  }

  private Optional<Candidate> run(Schedule schedule, CrashCheck crashes) {
    ReplayScheduler scheduler = new ReplayScheduler(schedule);
    PreemptionCounter chooser = new PreemptionCounter(scheduler);
    Execution.Result result = Execution.exploring(prepared, judge, crashes).run(chooser);
    scheduler.endExecution(result.simulation());
    return result
        .violation()
        .map(violation -> Shrinker.candidate(result, violation, chooser.preemptions()));
  }
}
