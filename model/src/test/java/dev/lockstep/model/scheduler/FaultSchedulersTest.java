package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tasks that each write files of their own, so that what can go wrong can be counted by hand. */
class FaultSchedulersTest {

  /** Every task creates a file, writes it twice, and gives up when something fails. */
  private static void writers(Platform platform, Simulation simulation, int tasks) {
    for (int task = 0; task < tasks; task++) {
      String name = "f" + task;
      simulation.start(name, () -> {
        try (StorageFile file = platform.files().open(name, OpenMode.CREATE_NEW)) {
          file.write(ByteBuffer.allocate(4), 0);
          file.write(ByteBuffer.allocate(4), 0);
        } catch (IOException e) {
          platform.reached("failed", name, 0);
        }
      });
    }
  }

  private static List<SimulationResult> all(Scheduler scheduler, Set<Fault> faults, int tasks) {
    List<SimulationResult> results = new ArrayList<>();
    while (scheduler.beginExecution()) {
      Simulation simulation = new Simulation(
          new SimulatedDisk(), scheduler, SimulationOptions.defaults().withFaults(faults));
      writers(simulation.platform(), simulation, tasks);
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      results.add(result);
    }
    return results;
  }

  private static Scheduler plans(Supplier<Scheduler> inner, int faultsMax) {
    return new FrontierScheduler(new PlansFrontier(inner, faultsMax, Shard.WHOLE));
  }

  private static Set<List<FaultPoint>> plans(List<SimulationResult> results) {
    Set<List<FaultPoint>> plans = new HashSet<>();
    results.forEach(result -> plans.add(result.schedule().faultPoints()));
    return plans;
  }

  @Test
  void enumeratesEveryPlanOnce() {
    Supplier<Scheduler> inner = () -> new ExhaustiveScheduler(DiskOrder.UNOBSERVED);

    // One task: nothing, or the creation or one of two writes fails; after a failure there is
    // nothing.
    assertThat(all(plans(inner, 1), Set.of(Fault.WRITE_ERROR), 1)).hasSize(4);
    // A second fault only after a short write, which is no failure: none, 3 failures, 2 short
    // writes,
    // both short, first short and second failed.
    assertThat(all(plans(inner, 2), Set.of(Fault.WRITE_ERROR, Fault.SHORT_WRITE), 1))
        .hasSize(1 + 3 + 2 + 1 + 1);
    // Two tasks: each none or one of 3, together at most 2 faults.
    List<SimulationResult> two = all(plans(inner, 2), Set.of(Fault.WRITE_ERROR), 2);
    assertThat(two).hasSize(16);
    assertThat(plans(two)).hasSize(16);
  }

  @Test
  void theReductionFindsEveryPlanThatTheBoundedSearchFinds() {
    Scheduler exhaustive = plans(() -> new ExhaustiveScheduler(DiskOrder.OBSERVED), 2);
    Scheduler bounded = plans(() -> new BoundedScheduler(2), 2);
    Set<Fault> faults = Set.of(Fault.WRITE_ERROR, Fault.SHORT_WRITE);

    Set<List<FaultPoint>> found = plans(all(bounded, faults, 2));

    assertThat(plans(all(exhaustive, faults, 2))).isEqualTo(found).hasSizeGreaterThan(16);
    assertThat(bounded.coverage().complete()).isTrue();
    assertThat(bounded.coverage().description()).startsWith("complete with at most 2 faults: ");
  }

  @Test
  void runsFaultsAndPreemptionsFewestFirst() {
    List<SimulationResult> results =
        all(plans(() -> new BoundedScheduler(1), 1), Set.of(Fault.WRITE_ERROR), 2);

    assertThat(new HashSet<>(results.stream().map(SimulationResult::schedule).toList()))
        .as("no schedule runs twice")
        .hasSameSizeAs(results);
    int firstWithBoth = -1;
    int lastWithNeither = -1;
    for (int i = 0; i < results.size(); i++) {
      int runs = results.get(i).schedule().runs().size();
      int faults = results.get(i).schedule().faults().size();
      if (faults == 1 && runs > 2 && firstWithBoth < 0) {
        firstWithBoth = i;
      }
      if (faults == 0 && runs == 2) {
        lastWithNeither = i;
      }
    }
    assertThat(firstWithBoth).isGreaterThan(lastWithNeither);
  }

  @Test
  void aPlannedFaultIsMetInEveryOrderOfTheSteps() {
    FaultPoint point = new FaultPoint(1, 2, Fault.WRITE_ERROR);
    BoundedScheduler scheduler = new BoundedScheduler(2);
    int executions = 0;
    while (scheduler.beginExecution()) {
      Simulation simulation = new Simulation(
          new SimulatedDisk(),
          new PlannedFaults(scheduler, Set.of(point)),
          SimulationOptions.defaults().withFaults(Set.of(Fault.WRITE_ERROR)));
      writers(simulation.platform(), simulation, 2);
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      assertThat(result.schedule().faultPoints()).containsExactly(point);
      executions++;
    }
    assertThat(executions).isGreaterThan(10);
  }

  @Test
  void samplesEverySingleFaultAsOftenAsPromised() {
    int executions = 4000;
    List<SimulationResult> results = all(
        new FaultSampling(new RandomScheduler(7, executions), 7, 1), Set.of(Fault.WRITE_ERROR), 2);
    Map<FaultPoint, Integer> met = new HashMap<>();
    results.forEach(result ->
        result.schedule().faultPoints().forEach(point -> met.merge(point, 1, Integer::sum)));

    assertThat(met).hasSize(6);
    // 1 / ((f + 1) n k) of the executions, less four standard deviations.
    double promised = executions / (2.0 * 6);
    assertThat(met.values())
        .allSatisfy(
            count -> assertThat(count).isGreaterThan((int) (promised - 4 * Math.sqrt(promised))));
    assertThat(results).allMatch(result -> result.schedule().faults().size() <= 1);
  }

  @Test
  void aScheduleWithFaultsIsReplayed() {
    RecheckScheduler scheduler =
        new RecheckScheduler(new FaultSampling(new RandomScheduler(3, 50), 3, 2), 1);

    List<SimulationResult> results = all(scheduler, Set.of(Fault.WRITE_ERROR, Fault.FULL_DISK), 2);

    assertThat(results).hasSize(100);
    assertThat(results).anyMatch(result -> !result.schedule().faults().isEmpty());
    for (int i = 0; i < results.size(); i += 2) {
      assertThat(results.get(i + 1).schedule()).isEqualTo(results.get(i).schedule());
      assertThat(results.get(i + 1).trace().hash())
          .isEqualTo(results.get(i).trace().hash());
    }
  }
}
