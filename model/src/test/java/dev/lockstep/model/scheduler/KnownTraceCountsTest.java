package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.SimulationResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reduction runs as many executions as the literature says there are traces. */
class KnownTraceCountsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13})
  void readersSeeTheWriteOrNot(int count) {
    assertTraces(KnownPrograms.readers(count), 1 << count);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 6", "4, 24", "5, 120", "6, 720"})
  void writersComeInAnyOrder(int count, int traces) {
    assertTraces(KnownPrograms.writers(count), traces);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void writersOfTheirOwnCellsCommute(int count) {
    assertTraces(KnownPrograms.independent(count), 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 5", "3, 12", "4, 28", "5, 64", "6, 144", "7, 320", "8, 704"})
  void theLastZeroMoves(int count, int traces) {
    assertTraces(KnownPrograms.lastZero(count), traces);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 1", "11, 1", "12, 8", "13, 64", "14, 512"})
  void indexersCollideFromTheTwelfthOn(int count, int traces) {
    assertTraces(KnownPrograms.indexer(count), traces);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "13, 1", "14, 2", "16, 8", "18, 32"})
  void fileSystemTasksMeetFromTheFourteenthOn(int count, int traces) {
    assertTraces(KnownPrograms.filesystem(count), traces);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void oneOrderOfPhilosophersDeadlocks(int count) {
    List<SimulationResult> results =
        assertTraces(KnownPrograms.philosophers(count), (1 << count) - 1);

    assertThat(results).filteredOn(SimulationResult::ending, Ending.DEADLOCK).hasSize(1);
  }

  @Test
  void litmusTestsHaveTheirSequentiallyConsistentOutcomes() {
    assertTraces(KnownPrograms.storeBuffering(), 3);
    assertTraces(KnownPrograms.messagePassing(), 3);
    assertTraces(KnownPrograms.iriw(), 15);
  }

  private static List<SimulationResult> assertTraces(Program program, int traces) {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    List<SimulationResult> results = Executions.all(scheduler, program);
    assertThat(scheduler.blocked()).isZero();
    assertThat(results).hasSize(traces);
    Set<String> forms = new HashSet<>();
    results.forEach(
        result -> forms.add(CanonicalForm.of(result.trace().steps(), DiskOrder.UNOBSERVED)));
    assertThat(forms).hasSize(traces);
    assertThat(scheduler.coverage())
        .isEqualTo(new Coverage(traces, true, "complete: all " + traces + " traces, 0 blocked"));
    return results;
  }
}
