package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosSchedulerTest {
  private static final long SEED = 7;

  @Test
  void repeatsItselfGivenTheSameSeed() {
    Program program = Sampling.settersOfOneCell(3, 3, 3);
    List<Schedule> first = Sampling.schedules(new PosScheduler(7, 50), program);

    assertThat(Sampling.schedules(new PosScheduler(7, 50), program)).isEqualTo(first);
    assertThat(Sampling.schedules(new PosScheduler(8, 50), program)).isNotEqualTo(first);
  }

  /** Two tasks use two cells crosswise, so their sets can be ordered in so many ways and no more. */
  @ParameterizedTest
  @ValueSource(strings = {"xy yx", "xyx yx", "xy yxx"})
  void takesEveryOrderOfConflictingStepsAsOftenAsItGuarantees(String sets) {
    Program program = settersOf(sets.split(" ", -1));
    Set<String> orders = Executions.all(new BoundedScheduler(9), program).stream()
        .map(Sampling::orderPerObject)
        .collect(Collectors.toSet());
    int steps = sets.length() - 1 + 2;

    List<String> taken = Executions.all(new PosScheduler(SEED, 6000), program).stream()
        .map(Sampling::orderPerObject)
        .toList();

    assertThat(orders).hasSizeGreaterThan(2);
    for (String order : orders) {
      long hits = taken.stream().filter(order::equals).count();
      Sampling.assertProbabilityAtLeast(hits, taken.size(), Math.pow(2, -steps));
    }
  }

  private static Program settersOf(String... tasks) {
    return platform -> {
      LongCell x = platform.newLongCell("x", 0);
      LongCell y = platform.newLongCell("y", 0);
      for (String task : tasks) {
        platform.start("setter", () -> task.chars().forEach(name -> (name == 'x' ? x : y).set(1)));
      }
    };
  }

  /**
   * Where nothing conflicts, steps keep their priorities. The second task's sets fall between the
   * first's two if that task's last step has the lowest priority of all n + 4 steps, and then in
   * half of the cases, by whose lowest of the first two is lower.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 30})
  void putsALongRunIntoAShortWindowAsOftenAsPrioritiesSay(int sets) {
    List<SimulationResult> results =
        Executions.all(new PosScheduler(SEED, 6000), Sampling.settersOfTheirOwn(2, sets));
    String wanted = "0" + "1".repeat(sets) + "0";

    long hits = Sampling.count(
        results, result -> Sampling.order(result, StepKind.CELL_SET).equals(wanted));

    Sampling.assertProbability(hits, results.size(), 1.0 / (2 * (sets + 4)));
  }

  /**
   * A step that conflicts with those taken before it has a new priority each time, or it would come
   * last far too often. Summed over j, how many steps the first task takes before the second starts:
   * a step whose priority is the lowest of j + 1 lets another be taken before it with 1 / (j + 2).
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void ranksConflictingStepsAnew(int sets) {
    double probability = Math.pow(0.5, sets - 1) / 8 + 1.0 / (sets + 2);
    for (int j = 1; j <= sets; j++) {
      probability += Math.pow(0.5, sets - j) / ((j + 1.0) * (j + 2) * (j + 3));
    }
    List<SimulationResult> results =
        Executions.all(new PosScheduler(SEED, 6000), Sampling.settersOfOneCell(sets, 1));

    long hits = Sampling.count(
        results, result -> Sampling.order(result, StepKind.CELL_SET).endsWith("1"));

    Sampling.assertProbability(hits, results.size(), probability);
  }

  @Test
  void findsTheLongRunInAShortWindowThatARandomWalkMisses() {
    Program program = Sampling.openingARemovedFile(30);
    List<SimulationResult> results = Executions.all(new PosScheduler(SEED, 3000), program);
    List<SimulationResult> walks = Executions.all(new RandomScheduler(SEED, 3000), program);

    assertThat(Sampling.count(results, Sampling::isMissed)).isPositive();
    assertThat(Sampling.count(walks, Sampling::isMissed)).isZero();
  }

  @Test
  void saysWhatItCovered() {
    PosScheduler scheduler = new PosScheduler(7, 12);
    Executions.all(scheduler, Sampling.settersOfOneCell(1, 1));

    assertThat(scheduler.coverage()).isEqualTo(new Coverage(12, true, "12 POS schedules, seed 7"));
  }
}
