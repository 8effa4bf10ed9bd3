package dev.lockstep.model.execution;

import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.disk.DiskLog;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.OpenCalls;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.StepObserver;
import dev.lockstep.model.simulation.Waiting;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario under one schedule, judged.
 *
 * <ol>
 *   <li>Open the store on a fork of the scenario's disk.
 *   <li>Run the tasks; each notes what it calls and what comes back.
 *   <li>Before every step that could matter, take a crash, if the scenario says so.
 *   <li>When all tasks have ended, read everything once more, close, and look at what is left.
 * </ol>
 */
public final class Execution implements StepObserver {
  private final PreparedScenario prepared;
  private final Judge judge;
  private final History history = new History();
  private final OpenCalls calls = new OpenCalls(history);
  private final SimulatedDisk disk;
  private final @Nullable DiskLog diskLog;
  private final Crashes crashes;
  private final Recording recording;
  private Optional<Answer> lastSeen = Optional.empty();
  private final OwnPropertyCheck own;
  private @Nullable Watch watch;
  private Supplier<Optional<VBuckets>> store = Optional::empty;
  private final ShownStore shownStore = new ShownStore();
  private @Nullable Violation violation;
  private @Nullable ScriptCheck script;

  private Execution(
      PreparedScenario prepared,
      Judge judge,
      CrashCheck check,
      Optional<CrashDecision> replayedCrash,
      Recording recording) {
    this.prepared = prepared;
    this.judge = judge;
    this.crashes = new Crashes(check, replayedCrash, judge, history);
    this.recording = recording;
    this.disk = check == CrashCheck.AFTERWARDS
        ? prepared.disk().recorded()
        : prepared.disk().fork();
    this.diskLog = disk.log().orElse(null);
    this.own = new OwnPropertyCheck(prepared.scenario().own());
  }

  /**
   * What came of it.
   *
   * @param lastSeen what a scan showed when all tasks had ended; empty if they have not
   * @param reached the names of what must be so sometimes, and was
   * @param diskLog what its steps did to the disk, where crashes are taken afterwards
   * @param violation the first property found broken
   */
  public record Result(
      SimulationResult simulation,
      History history,
      Optional<Answer> lastSeen,
      Set<String> reached,
      Optional<DiskLog> diskLog,
      Optional<Violation> violation) {}

  /** A run that takes crashes wherever the scenario says. */
  public static Execution exploring(PreparedScenario prepared, Judge judge) {
    return exploring(
        prepared, judge, prepared.scenario().crash() ? CrashCheck.EVERYWHERE : CrashCheck.NEVER);
  }

  /** A run that takes these crashes. */
  public static Execution exploring(PreparedScenario prepared, Judge judge, CrashCheck crashes) {
    return new Execution(prepared, judge, crashes, Optional.empty(), Recording.HASH);
  }

  /** A recorded run with the one crash that its schedule ends in, if it does. */
  public static Execution replaying(
      PreparedScenario prepared, Judge judge, Optional<CrashDecision> crash) {
    return new Execution(prepared, judge, CrashCheck.NEVER, crash, Recording.STEPS);
  }

  /** The run that the scenario's script describes, with the crash that it may end in. */
  public static Execution scripted(PreparedScenario prepared, Judge judge, Recording recording) {
    boolean ends = prepared.scenario().script().orElseThrow().steps().stream()
        .anyMatch(Script.Crash.class::isInstance);
    CrashCheck crashes = ends ? CrashCheck.AT_THE_END : CrashCheck.NEVER;
    return new Execution(prepared, judge, crashes, Optional.empty(), recording);
  }

  /** Has the outcome of a script judged too. */
  public void judgeBy(ScriptCheck check) {
    script = check;
  }

  /** The calls so far. */
  public History history() {
    return history;
  }

  /** What the store showed, of a run that is recorded. */
  public List<ShownStore.View> shown() {
    return shownStore.views();
  }

  /** The disk as it is now. */
  public SimulatedDisk disk() {
    return disk;
  }

  /** Runs it, once. */
  public Result run(Chooser chooser) {
    SimulationOptions options = SimulationOptions.defaults()
        .withRecording(recording)
        .withObserver(this)
        .withFaults(faults());
    Simulation simulation = new Simulation(disk, chooser, options);
    Front front = begin(simulation);
    SimulationResult result;
    if (front == null) {
      result = new Simulation(disk, chooser, options).run(); // Nobody can take a step.
    } else {
      result = simulation.run();
      if (violation == null) {
        violation = judgeEnding(result, front);
      }
      note(watch().trace());
    }
    return new Result(
        result,
        history,
        lastSeen,
        own.reached(),
        Optional.ofNullable(diskLog),
        Optional.ofNullable(violation));
  }

  /** Opens the store and makes the tasks; null if it does not open, which is a violation. */
  private @Nullable Front begin(Simulation simulation) {
    Front front;
    try {
      front = Front.of(prepared, simulation);
      front.begin(start(simulation, front));
    } catch (IOException | RuntimeException | AssertionError e) {
      violation = Violation.of(
          Property.RECOVERS, "a store that was closed in good order opens", Words.of(e));
      return null;
    }
    Watch begun = front.watch(judge, own);
    watch = begun;
    violation = judge.opening(prepared.disk());
    note(found(begun::begin));
    store = front::store;
    look(0);
    if (diskLog != null) {
      diskLog.begin();
    }
    return front;
  }

  private List<Task> start(Simulation simulation, Front front) {
    List<Scenario.TaskScript> scripts = prepared.scenario().tasks();
    List<Task> tasks = new ArrayList<>();
    for (int task = 0; task < scripts.size(); task++) {
      int number = task;
      Scenario.TaskScript script = scripts.get(task);
      tasks.add(simulation.start(script.name(), () -> perform(simulation, number, script, front)));
    }
    return tasks;
  }

  /** What a look at the store finds. An engine that cannot bear to be looked at is broken too. */
  private static @Nullable Violation found(Supplier<@Nullable Violation> look) {
    try {
      return look.get();
    } catch (RuntimeException | AssertionError e) {
      return Violation.of(Property.NO_FAILURE, "what is published can be read", Words.of(e));
    }
  }

  private Watch watch() {
    return Objects.requireNonNull(watch, "no task has begun");
  }

  /** Of an execution that is shown to people, what the store shows. */
  private void look(int steps) {
    if (recording == Recording.STEPS) {
      store.get().ifPresent(open -> shownStore.look(steps, open));
    }
  }

  private Set<Fault> faults() {
    return script == null
        ? prepared.scenario().faults().shown()
        : prepared.scenario().script().orElseThrow().faults();
  }

  private void perform(Simulation simulation, int task, Scenario.TaskScript script, Front front) {
    for (Operation operation : script.operations()) {
      calls.announce(task, operation);
      watch().begin(task, operation);
      Answer answer = front.perform(operation);
      calls.answered(task, answer, simulation.stepCount());
      note(watch().answered(task, answer, disk));
      simulation.atOnce(() -> look(simulation.stepCount()));
    }
    front.end(task);
  }

  /** The first violation is the one that counts; the execution goes on to its end, unjudged. */
  private void note(@Nullable Violation found) {
    if (violation == null) {
      violation = found;
    }
  }

  @Override
  public boolean beforeStep(int index, int task, PendingStep pending, SimulatedDisk now) {
    boolean goesOn = true;
    if (crashes.areOnTheWay() && violation == null) {
      violation = crashes.before(index, now);
      goesOn = violation == null;
    }
    calls.beforeStep(task, index);
    return goesOn;
  }

  @Override
  public void afterStep(int index, int task, PendingStep step, SimulatedDisk now) {
    if (diskLog != null) {
      diskLog.endStep(index);
    }
    note(watch().stepped(task, step, calls.within(task)));
    if (step.fault() != Fault.NONE && calls.metFault(task)) {
      watch().metFault(task);
    }
  }

  @Override
  public void reached(MilestoneReached milestone, SimulatedDisk now) {
    own.passed(milestone.name());
    note(found(() -> watch().reached(milestone, now)));
    look(milestone.afterStep());
  }

  private @Nullable Violation judgeEnding(SimulationResult result, Front front) {
    return switch (result.ending()) {
      case COMPLETED -> {
        Violation atCrash = crashes.atTheEnd(result.schedule().length(), disk);
        yield atCrash == null ? judgeCompletion(front) : atCrash;
      }
      case DEADLOCK ->
        Violation.of(
            Property.NO_DEADLOCK, Property.NO_DEADLOCK.meaning(), waiting(result.waiting()));
      case STEPS_EXHAUSTED ->
        Violation.of(
            Property.TERMINATES,
            Property.TERMINATES.meaning(),
            "after " + Schedule.STEPS_MAX + " steps some task still goes on");
      case TASK_FAILED ->
        Violation.of(
            Property.NO_FAILURE,
            Property.NO_FAILURE.meaning(),
            result.failure().map(Words::of).orElse("a task failed"));
      case STOPPED -> crashes.atTheEnd(result.schedule().length(), disk);
    };
  }

  private @Nullable Violation judgeCompletion(Front front) {
    Completion completion = new Completion(prepared, judge, disk, history, own, script);
    Violation wrong = completion.judge(front);
    lastSeen = completion.lastSeen();
    return wrong;
  }

  private static String waiting(List<Waiting> waiting) {
    StringJoiner lines = new StringJoiner("\n");
    waiting.forEach(task -> lines.add(task.toString()));
    return lines.toString();
  }
}
