package dev.lockstep.model.program;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.StepObserver;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A program whose tasks make calls of a few steps each. A call is a word whose letters are its steps:
 * x and y read a cell, X and Y add to it; F and G write bytes of a file that no other step writes, f
 * and g sync it.
 */
public record CallProgram(List<List<String>> tasks) {
  private static final int FILE_SIZE = 100;

  /** Two tasks of two calls of one or two steps each. */
  public static CallProgram random(int seed, String letters) {
    Random random = new Random(seed);
    List<List<String>> tasks = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      List<String> calls = new ArrayList<>();
      for (int call = 0; call < 2; call++) {
        StringBuilder steps = new StringBuilder();
        int count = 1 + random.nextInt(2);
        for (int step = 0; step < count; step++) {
          steps.append(letters.charAt(random.nextInt(letters.length())));
        }
        calls.add(steps.toString());
      }
      tasks.add(calls);
    }
    return new CallProgram(tasks);
  }

  /** Runs the execution that the scheduler has begun. */
  public Run run(Scheduler scheduler) {
    Run run = new Run(tasks.size());
    Simulation simulation = new Simulation(
        new SimulatedDisk(), scheduler, SimulationOptions.defaults().withObserver(run));
    Shared shared = Shared.of(simulation);
    for (int task = 0; task < tasks.size(); task++) {
      int number = task;
      simulation.start("task" + task, () -> perform(simulation, run, number, shared));
    }
    SimulationResult result = simulation.run();
    run.schedule = result.schedule();
    scheduler.endExecution(result);
    return run;
  }

  private void perform(Simulation simulation, Run run, int task, Shared shared) {
    int steps = 0;
    for (int i = 0; i < tasks.get(task).size(); i++) {
      run.announced.set(task, Optional.of(new Operation.Get(Integer.toString(i))));
      StringBuilder seen = new StringBuilder();
      for (char step : tasks.get(task).get(i).toCharArray()) {
        seen.append(shared.perform(step, 10 * task + steps));
        steps++;
      }
      run.answer(task, seen.toString(), simulation.stepCount() - 1);
    }
  }

  private record Shared(LongCell x, LongCell y, StorageFile f, StorageFile g) {

    static Shared of(Simulation simulation) {
      return new Shared(
          simulation.platform().newLongCell("x", 0),
          simulation.platform().newLongCell("y", 0),
          file(simulation, "f"),
          file(simulation, "g"));
    }

    private static StorageFile file(Simulation simulation, String name) {
      try {
        StorageFile file = simulation.platform().files().open(name, OpenMode.CREATE_NEW);
        file.write(ByteBuffer.allocate(FILE_SIZE), 0);
        return file;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    long perform(char step, long position) {
      boolean isCapital = Character.isUpperCase(step);
      char what = Character.toLowerCase(step);
      if (what == 'x' || what == 'y') {
        LongCell cell = what == 'x' ? x : y;
        return isCapital ? cell.addAndGet(1) : cell.get();
      }
      StorageFile file = what == 'f' ? f : g;
      try {
        if (isCapital) {
          return file.write(ByteBuffer.allocate(1), position);
        }
        file.sync();
        return 0;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** How things stand: which writes are certain, which are not, and which calls had returned. */
  public record Moment(Set<String> synced, Map<String, List<Long>> unsynced, Set<String> returned) {

    /** What is on the disk. */
    public String disk() {
      return synced + " " + unsynced;
    }
  }

  /** One execution: its calls, and what was on the disk and answered after every step. */
  public static final class Run implements StepObserver {
    private final History history = new History();
    private final List<Optional<Operation>> announced = new ArrayList<>();
    private final Map<Integer, Call> open = new HashMap<>();
    private final List<List<String>> seen = new ArrayList<>();
    private final TreeSet<String> synced = new TreeSet<>();
    private final TreeMap<String, List<Long>> unsynced = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private Schedule schedule = Schedule.of(new byte[0], 0);

    private Run(int tasks) {
      for (int task = 0; task < tasks; task++) {
        announced.add(Optional.empty());
        seen.add(new ArrayList<>());
      }
    }

    @Override
    public boolean beforeStep(int index, int task, PendingStep step, SimulatedDisk now) {
      moments.add(moment());
      announced
          .get(task)
          .ifPresent(operation -> open.put(task, history.call(task, operation, index)));
      announced.set(task, Optional.empty());
      return true;
    }

    @Override
    public void afterStep(int index, int task, PendingStep step, SimulatedDisk now) {
      String file = step.objectName().substring(0, 1);
      if (step.kind() == StepKind.FILE_WRITE) {
        unsynced
            .computeIfAbsent(file, name -> new ArrayList<>())
            .add(step.footprint().first().start());
      } else if (step.kind() == StepKind.FILE_SYNC) {
        List<Long> written = Optional.ofNullable(unsynced.remove(file)).orElse(List.of());
        written.forEach(position -> synced.add(file + position));
      }
    }

    private void answer(int task, String values, int step) {
      seen.get(task).add(values);
      Call call = Objects.requireNonNull(open.get(task));
      history.answered(call, new Answer.Found(Optional.empty()), step);
    }

    /** How things stand now. */
    public Moment moment() {
      TreeSet<String> returned = new TreeSet<>();
      for (Call call : history.calls()) {
        if (call.answer() != null) {
          returned.add(name(call));
        }
      }
      TreeMap<String, List<Long>> uncertain = new TreeMap<>();
      unsynced.forEach((file, positions) -> uncertain.put(file, List.copyOf(positions)));
      return new Moment(new TreeSet<>(synced), uncertain, returned);
    }

    /** How things stood before every step, and at the end. */
    public List<Moment> moments() {
      List<Moment> all = new ArrayList<>(moments);
      all.add(moment());
      return all;
    }

    public History history() {
      return history;
    }

    public Schedule schedule() {
      return schedule;
    }

    /** What every call answered. */
    public String seen() {
      return seen.toString();
    }

    public List<End> ends() {
      return history.ends();
    }
  }

  /** A call's task and its place among that task's calls. */
  static String name(Call call) {
    return call.task() + "." + ((Operation.Get) call.operation()).key();
  }
}
