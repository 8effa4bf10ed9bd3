package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.scheduler.RandomProgram.Subject;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Executions run before their time are those that the scheduler runs one after the other. */
class ForeseenExecutionTest {

  @Test
  void knownProgramsRunTheSameExecutionsInTheSameOrder() {
    List<Program> programs = List.of(
        KnownPrograms.readers(8),
        KnownPrograms.writers(5),
        KnownPrograms.lastZero(7),
        KnownPrograms.indexer(12),
        KnownPrograms.filesystem(16),
        KnownPrograms.philosophers(6),
        KnownPrograms.iriw());
    programs.forEach(program -> assertSame(program, DiskOrder.UNOBSERVED, "known"));
  }

  @ParameterizedTest
  @EnumSource
  void randomProgramsDoToo(Subject subject) {
    for (int seed = 0; seed < 30; seed++) {
      assertSame(RandomProgram.of(subject, seed), DiskOrder.UNOBSERVED, subject + " " + seed);
      assertSame(RandomProgram.of(subject, seed), DiskOrder.OBSERVED, subject + " " + seed);
    }
  }

  private static void assertSame(Program program, DiskOrder diskOrder, String name) {
    List<Long> expected = hashes(Executions.all(new ExhaustiveScheduler(diskOrder), program));
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(diskOrder);
    IdentityHashMap<Object, ForeseenExecution> ahead = new IdentityHashMap<>();
    IdentityHashMap<ForeseenExecution, SimulationResult> results = new IdentityHashMap<>();
    List<SimulationResult> taken = new ArrayList<>();
    while (scheduler.beginExecution()) {
      ForeseenExecution now = scheduler.current();
      ForeseenExecution known = ahead.remove(now.key());
      // What sleeps may turn out to do something else than was worked out: then it runs anew.
      if (known == null || !known.runsLike(now)) {
        known = now;
        results.put(known, run(known, program));
      }
      SimulationResult result = results.remove(known);
      scheduler.accept(known, result);
      taken.add(result);
      for (ForeseenExecution next : scheduler.foreseen(8, ahead::containsKey)) {
        ahead.put(next.key(), next);
        results.put(next, run(next, program));
      }
    }
    assertThat(hashes(taken)).as(name).isEqualTo(expected);
    assertThat(scheduler.blocked()).isZero();
    assertThat(ahead).as("every execution that is foreseen comes").isEmpty();
  }

  private static SimulationResult run(ForeseenExecution execution, Program program) {
    SimulationOptions options =
        SimulationOptions.defaults().withRecording(Recording.STEPS).withStepsMax(1000);
    Simulation simulation = new Simulation(new SimulatedDisk(), execution, options);
    program.startOn(simulation.platform());
    return simulation.run();
  }

  private static List<Long> hashes(List<SimulationResult> results) {
    return results.stream().map(result -> result.trace().hash()).toList();
  }
}
