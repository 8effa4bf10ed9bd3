package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.scheduler.RandomProgram.Subject;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Executions run before their time are those that the scheduler runs one after the other. */
class ForeseenExecutionTest {
  private static final List<Program> KNOWN = List.of(
      KnownPrograms.readers(8),
      KnownPrograms.writers(5),
      KnownPrograms.lastZero(7),
      KnownPrograms.indexer(12),
      KnownPrograms.filesystem(16),
      KnownPrograms.philosophers(6),
      KnownPrograms.iriw());

  @Test
  void knownProgramsRunTheSameExecutionsInTheSameOrder() {
    KNOWN.forEach(program -> assertSame(program, DiskOrder.UNOBSERVED, "known"));
  }

  @ParameterizedTest
  @EnumSource
  void randomProgramsDoToo(Subject subject) {
    for (int seed = 0; seed < 10; seed++) {
      assertSame(RandomProgram.of(subject, seed), DiskOrder.UNOBSERVED, subject + " " + seed);
      assertSame(RandomProgram.of(subject, seed), DiskOrder.OBSERVED, subject + " " + seed);
    }
  }

  private static void assertSame(Program program, DiskOrder diskOrder, String name) {
    List<Long> expected = hashes(Executions.all(new ExhaustiveScheduler(diskOrder), program));
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(diskOrder);
    IdentityHashMap<Object, Ran> ahead = new IdentityHashMap<>();
    List<SimulationResult> taken = new ArrayList<>();
    while (scheduler.beginExecution()) {
      ForeseenExecution now = scheduler.current();
      Ran known = ahead.remove(now.key());
      // What sleeps may turn out to do something else than was worked out: then it runs anew.
      if (known == null || !known.execution.runsLike(now)) {
        known = run(now, program);
      }
      scheduler.accept(known.execution);
      taken.add(known.result);
      for (ForeseenExecution next : scheduler.foreseen(8, Optional.empty(), ahead::containsKey)) {
        ahead.put(next.key(), run(next, program));
      }
    }
    assertThat(hashes(taken)).as(name).isEqualTo(expected);
    assertThat(scheduler.blocked()).isZero();
    assertThat(ahead).as("every execution that is foreseen comes").isEmpty();
  }

  /** Each part is run to its end when its first execution is foreseen, long before the turn of the others. */
  @Test
  void partsOfKnownProgramsComeAsTheyWereRunAhead() {
    int together = 0;
    for (Program program : KNOWN) {
      together += executionsInParts(program, DiskOrder.UNOBSERVED, "known");
    }
    assertThat(together).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource
  void partsOfRandomProgramsDoToo(Subject subject) {
    for (int seed = 0; seed < 10; seed++) {
      Program program = RandomProgram.of(subject, seed);
      executionsInParts(program, DiskOrder.UNOBSERVED, subject + " " + seed);
      executionsInParts(program, DiskOrder.OBSERVED, subject + " " + seed);
    }
  }

  /** How many executions were taken from parts, their first ones left out. */
  private static int executionsInParts(Program program, DiskOrder diskOrder, String name) {
    List<Long> expected = hashes(Executions.all(new ExhaustiveScheduler(diskOrder), program));
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(diskOrder);
    IdentityHashMap<Object, Deque<Ran>> ahead = new IdentityHashMap<>();
    Deque<Ran> part = new ArrayDeque<>();
    Optional<ForeseenExecution> first = Optional.empty();
    List<SimulationResult> taken = new ArrayList<>();
    int inParts = 0;
    while (scheduler.beginExecution()) {
      ForeseenExecution now = scheduler.current();
      Ran known = part.poll();
      if (known == null) {
        part = ahead.getOrDefault(now.key(), new ArrayDeque<>());
        known = part.poll();
        first = Optional.ofNullable(known).map(Ran::execution);
      } else {
        assertThat(known.execution.runsLike(now)).as(name).isTrue();
        inParts++;
      }
      if (known == null || !known.execution.runsLike(now)) {
        part.clear();
        first = Optional.empty();
        known = run(now, program);
      }
      scheduler.accept(known.execution);
      taken.add(known.result);
      for (ForeseenExecution next : scheduler.foreseen(8, first, ahead::containsKey)) {
        ahead.put(next.key(), part(next, program));
      }
    }
    assertThat(part).as(name).isEmpty();
    assertThat(hashes(taken)).as(name).isEqualTo(expected);
    return inParts;
  }

  private static Deque<Ran> part(ForeseenExecution first, Program program) {
    Deque<Ran> part = new ArrayDeque<>();
    part.add(run(first, program));
    ForeseenPart rest = first.part();
    for (Optional<ForeseenExecution> next = rest.next(); next.isPresent(); next = rest.next()) {
      part.add(run(next.get(), program));
      rest.accept(next.get());
    }
    return part;
  }

  private record Ran(ForeseenExecution execution, SimulationResult result) {}

  private static Ran run(ForeseenExecution execution, Program program) {
    SimulationOptions options =
        SimulationOptions.defaults().withRecording(Recording.STEPS).withStepsMax(1000);
    Simulation simulation = new Simulation(new SimulatedDisk(), execution, options);
    program.startOn(simulation.platform());
    SimulationResult result = simulation.run();
    execution.end();
    return new Ran(execution, result);
  }

  private static List<Long> hashes(List<SimulationResult> results) {
    return results.stream().map(result -> result.trace().hash()).toList();
  }
}
