package dev.lockstep.model.check;

import static java.util.stream.Collectors.toSet;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.counterexample.PreemptionCounter;
import dev.lockstep.model.counterexample.Shrinker;
import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.program.CallOrders;
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
 *   <li>what was on the disk, and which calls had returned, when the machine stopped: the disk is made of
 *       what the steps did to it, for every such moment that no execution before has come to.
 * </ol>
 *
 * <p>What breaks a property is run, to be sure and to be shown.
 */
final class EquivalentExecutions {
  /** More moments than this are not remembered; all are forgotten at once. */
  static final int REMEMBERED_MAX = 1_000_000;

  /** How it is known what a crash leaves. */
  enum Crashes {
    /** From what the steps did to the disk. */
    WORKED_OUT,
    /** The same, and the execution is run up to there and has to leave that. */
    WORKED_OUT_AND_RUN
  }

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
   *
   * @param crashes what is done for the moments at which it could crash that are new
   */
  Optional<Candidate> violation(Scheduler scheduler, Execution.Result result, Crashes crashes) {
    return scheduler.sharedOrder().flatMap(order -> violation(order, result, crashes));
  }

  private Optional<Candidate> violation(
      CausalOrder order, Execution.Result result, Crashes crashes) {
    Optional<Candidate> found = brokenByCallOrder(order, result);
    return found.isPresent() || !prepared.scenario().crash()
        ? found
        : brokenByCrash(order, result, crashes);
  }

  /** Step 1. */
  Optional<Candidate> brokenByCallOrder(CausalOrder order, Execution.Result result) {
    if (result.lastSeen().isEmpty()) {
      return Optional.empty();
    }
    Answer last = result.lastSeen().get();
    for (List<End> ends : CallOrders.of(order, result.history().ends())) {
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

  private static Past everything(CausalOrder order) {
    Past done = order.nothing();
    for (int step = 0; step < order.stepCount(); step++) {
      done = done.with(step);
    }
    return done;
  }

  private Optional<Candidate> brokenByCrash(
      CausalOrder order, Execution.Result result, Crashes crashes) {
    Schedule taken = result.simulation().schedule();
    for (CrashMoments.Moment moment : CrashMoments.of(order, result.history())) {
      if (crashed.size() >= REMEMBERED_MAX) {
        crashed.clear();
      }
      long fingerprint = fingerprint(moment.done(), taken);
      if (!known.contains(fingerprint) && crashed.add(fingerprint)) {
        if (crashes == Crashes.WORKED_OUT_AND_RUN) {
          requireSame(order, moment, result);
        }
        Optional<Candidate> found = brokenByCrash(order, moment, result);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Step 2, for one moment of an execution. */
  Optional<Candidate> brokenByCrash(
      CausalOrder order, CrashMoments.Moment moment, Execution.Result result) {
    SimulatedDisk disk = disk(moment, result);
    for (List<End> ends : CallOrders.of(order, moment.ends())) {
      if (judge.crash(disk, History.of(ends), 0) != null) {
        Schedule schedule = schedule(order, moment, ends, result);
        return Optional.of(run(schedule, CrashCheck.AT_THE_END)
            .orElseThrow(() -> new AssertionError(
                "the crash after " + schedule + " breaks a property, but not when it is run")));
      }
    }
    return Optional.empty();
  }

  private static SimulatedDisk disk(CrashMoments.Moment moment, Execution.Result result) {
    return result.diskLog().orElseThrow().after(moment.done()::contains);
  }

  private static Schedule schedule(
      CausalOrder order, CrashMoments.Moment moment, List<End> ends, Execution.Result result) {
    Schedule schedule = CallOrders.schedule(order, moment.done(), ends)
        .withFaultsAt(result.simulation().schedule().faultPoints());
    return schedule.withCrash(new CrashDecision(schedule.length(), 0));
  }

  /** Runs an execution up to a moment and compares what a crash finds then with what was made of its log. */
  void requireSame(CausalOrder order, CrashMoments.Moment moment, Execution.Result result) {
    List<End> ends = CallOrders.of(order, moment.ends()).get(0);
    Schedule schedule = schedule(order, moment, ends, result);
    Execution execution = Execution.exploring(prepared, judge, CrashCheck.NEVER);
    History.Shape seen = execution.run(new ReplayScheduler(schedule)).history().shape();
    Invariant.check(
        seen.equals(History.of(ends).shape())
            && left(execution.disk()).equals(left(disk(moment, result))),
        "after %s a crash finds %s than was worked out",
        schedule,
        "another disk or other calls");
  }

  private static Set<Long> left(SimulatedDisk disk) {
    return Judge.images(disk).stream().map(SimulatedDisk::contentHash).collect(toSet());
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
