package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.scheduler.RandomProgram.Subject;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExhaustiveSchedulerTest {
  /** Programs with more interleavings are left out, for brute force would take too long. */
  private static final int INTERLEAVINGS_MAX = 500;

  @ParameterizedTest
  @EnumSource
  void runsOneExecutionOfEveryClassThatBruteForceFinds(Subject subject) {
    comparePrograms(subject, DiskOrder.UNOBSERVED, 17);
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE", "NAMES", "EVERYTHING"})
  void keepsApartWhatACrashMaySee(Subject subject) {
    comparePrograms(subject, DiskOrder.OBSERVED, 10);
  }

  /** In these a step that comes ahead of another finds something else and so touches something else. */
  @ParameterizedTest
  @CsvSource({"CELLS, 95", "CELLS, 339", "CELLS, 848", "NAMES, 71"})
  void worksOutWhatAStepDoesAheadOfAnother(Subject subject, int seed) {
    Program program = RandomProgram.of(subject, seed);
    EveryInterleaving everything = new EveryInterleaving(Long.MAX_VALUE);
    List<Long> forms = forms(everything, program, DiskOrder.UNOBSERVED);
    assertRunsOnce(forms, program, DiskOrder.UNOBSERVED, subject + " " + seed);
  }

  private static void comparePrograms(Subject subject, DiskOrder diskOrder, int count) {
    int compared = 0;
    for (int seed = 0; compared < count; seed++) {
      Program program = RandomProgram.of(subject, seed);
      EveryInterleaving everything = new EveryInterleaving(INTERLEAVINGS_MAX);
      List<Long> forms = forms(everything, program, diskOrder);
      if (everything.coverage().complete()) {
        compared++;
        assertRunsOnce(forms, program, diskOrder, subject + " " + seed);
      }
    }
  }

  @Test
  void runsOneExecutionOfEveryClassOfTheKnownPrograms() {
    List<Program> programs = List.of(
        KnownPrograms.readers(6),
        KnownPrograms.writers(6),
        KnownPrograms.lastZero(3),
        KnownPrograms.philosophers(3),
        KnownPrograms.storeBuffering(),
        KnownPrograms.messagePassing(),
        KnownPrograms.iriw());
    for (Program program : programs) {
      EveryInterleaving everything = new EveryInterleaving(Long.MAX_VALUE);
      List<Long> forms = forms(everything, program, DiskOrder.UNOBSERVED);
      assertRunsOnce(forms, program, DiskOrder.UNOBSERVED, "program " + programs.indexOf(program));
    }
  }

  private static void assertRunsOnce(
      List<Long> forms, Program program, DiskOrder diskOrder, String name) {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(diskOrder);
    List<Long> explored = forms(scheduler, program, diskOrder);
    Set<Long> classes = new HashSet<>(forms);
    assertThat(explored).as(name).doesNotHaveDuplicates().hasSize(classes.size());
    assertThat(new HashSet<>(explored)).as(name).isEqualTo(classes);
    assertThat(scheduler.blocked()).as(name).isZero();
    assertThat(scheduler.coverage().complete()).isTrue();
  }

  private static List<Long> forms(Scheduler scheduler, Program program, DiskOrder diskOrder) {
    List<Long> forms = new ArrayList<>();
    while (scheduler.beginExecution()) {
      SimulationResult result = Executions.one(scheduler, program);
      scheduler.endExecution(result);
      forms.add(Fingerprint.of(CanonicalForm.of(result.trace().steps(), diskOrder)));
    }
    return forms;
  }

  @Test
  void findsALostUpdate() {
    List<Long> sums = new ArrayList<>();
    Executions.all(new ExhaustiveScheduler(DiskOrder.UNOBSERVED), platform -> {
      LongCell cell = platform.newLongCell("sum", 0);
      List<Task> adders = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        adders.add(platform.start("adder" + i, () -> cell.set(cell.get() + 1)));
      }
      platform.start("reader", () -> {
        adders.forEach(Task::join);
        sums.add(cell.get());
      });
    });

    assertThat(sums).containsExactlyInAnyOrder(1L, 1L, 2L, 2L);
  }

  @Test
  void knowsWhichStepsKeepTheirOrder() {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    assertThat(scheduler.beginExecution()).isTrue();
    SimulationResult result = Executions.one(scheduler, KnownPrograms.messagePassing());
    scheduler.endExecution(result);
    Schedule taken = result.schedule();
    assertThat(taken.toString()).isEqualTo("0*3 1*3");

    CausalOrder order = scheduler.order();
    assertThat(order.happensBefore(0, 1)).isTrue();
    assertThat(order.happensBefore(2, 4)).isTrue();
    assertThat(order.happensBefore(1, 4)).isTrue();
    assertThat(order.happensBefore(2, 3)).isFalse();
    assertThat(order.happensBefore(4, 2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void saysHowFarItCame(int executions) {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    Program program = KnownPrograms.writers(3);
    for (int i = 0; i < executions; i++) {
      assertThat(scheduler.beginExecution()).isTrue();
      scheduler.endExecution(Executions.one(scheduler, program));
    }

    assertThat(scheduler.coverage().complete()).isFalse();
    assertThat(scheduler.coverage().description())
        .matches("stopped after " + executions + " traces, 0 blocked; estimated share 0\\.\\d+");
  }
}
