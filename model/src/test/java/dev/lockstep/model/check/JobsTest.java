package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scenario.Search.Kind;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an exploration finds does not hang on how many jobs it has. */
class JobsTest {
  private static final List<Operation> GIVEN = List.of(set("a", "one"), set("b", "two"));
  private static final TaskScript FLUSHER = task("flusher", set("c", "three"));
  private static final TaskScript COMPACTOR = task("compactor", compact());
  private static final TaskScript ROLLER = task("roller", new Operation.Rollback(1));

  private static Search search(Kind kind) {
    return switch (kind) {
      case EXHAUSTIVE -> Search.exhaustive();
      case BOUNDED -> Search.bounded(1);
      default -> Search.sampling(kind, 1100, 7);
    };
  }

  @ParameterizedTest
  @EnumSource
  void whatHoldsIsTheSame(Kind kind) throws ScenarioException {
    Scenario scenario = Scenarios.of(search(kind), GIVEN, FLUSHER, COMPACTOR, ROLLER);
    ScenarioResult one = explore(scenario, 1);
    assertThat(one.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(one.executions()).isGreaterThan(30);
    assertThat(explore(scenario, 3)).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource
  void crashesAreTheSame(Kind kind) throws ScenarioException {
    Scenario scenario = Scenarios.withCrash(
        Scenarios.of(search(kind), GIVEN, FLUSHER, COMPACTOR), set("d", "four"));
    ScenarioResult one = explore(scenario, 1);
    assertThat(one.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(one.crashes()).isGreaterThan(20);
    assertThat(explore(scenario, 3)).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED"})
  void faultsAreTheSame(Kind kind) throws ScenarioException {
    Scenario scenario = withFault(kind, 1);
    ScenarioResult one = explore(scenario, 1);
    assertThat(one.verdict()).as("%s", one.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(one.executions()).isGreaterThan(20);
    assertThat(one.reach().faults()).isEmpty();
    assertThat(explore(scenario, 3)).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED"})
  void shardsTogetherTakeEveryPlanOfFaultsOnce(Kind kind) throws ScenarioException {
    for (int atMost = 1; atMost <= 2; atMost++) {
      Scenario scenario = withFault(kind, atMost);
      long together = 0;
      for (int index = 1; index <= 2; index++) {
        ExplorationOptions options =
            ExplorationOptions.defaults().withShard(new Shard(index, 2)).withJobs(2);
        long share = new Explorer(scenario, ExplorationListener.SILENT, options)
            .explore()
            .executions();
        assertThat(share).isPositive();
        together += share;
      }
      assertThat(together).isEqualTo(explore(scenario, 1).executions());
    }
  }

  private static Scenario withFault(Kind kind, int atMost) {
    return Scenarios.of(
            kind == Kind.BOUNDED ? Search.bounded(0) : search(kind),
            List.of(),
            FLUSHER,
            atMost == 1 ? COMPACTOR : task("reader", new Operation.Get("c")))
        .withFaults(new FaultBudget(List.of(Fault.WRITE_ERROR), atMost));
  }

  @ParameterizedTest
  @EnumSource(Property.class)
  void whatIsFoundFirstIsTheSame(Property property) throws ScenarioException {
    for (Kind kind : List.of(Kind.EXHAUSTIVE, Kind.BOUNDED, Kind.RANDOM)) {
      Scenario scenario = PlantedFaults.breaking(property).withSearch(search(kind));
      ScenarioResult one = explore(scenario, 1);
      if (property == Property.DETERMINISTIC) {
        assertThat(one.verdict()).as("what differs from run to run").isEqualTo(Verdict.VIOLATED);
      } else {
        assertThat(explore(scenario, 3)).as("%s", kind).isEqualTo(one);
      }
    }
  }

  @Test
  void shardsTogetherRunWhatOneMachineRuns() throws ScenarioException {
    for (Kind kind : List.of(Kind.EXHAUSTIVE, Kind.BOUNDED, Kind.RANDOM)) {
      Scenario scenario = Scenarios.of(search(kind), GIVEN, FLUSHER, COMPACTOR, ROLLER);
      long together = 0;
      for (int index = 1; index <= 3; index++) {
        ExplorationOptions options =
            ExplorationOptions.defaults().withShard(new Shard(index, 3)).withJobs(2);
        ScenarioResult share =
            new Explorer(scenario, ExplorationListener.SILENT, options).explore();
        assertThat(share.verdict()).isEqualTo(Verdict.SHARD);
        assertThat(share.asExpected()).isFalse();
        together += share.executions();
      }
      assertThat(together).isEqualTo(explore(scenario, 1).executions());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLimitThatIsReachedIsNoPass(Kind kind) throws ScenarioException {
    Search search = kind.samples() ? search(kind).withExecutions(5000) : search(kind);
    Scenario scenario = Scenarios.of(search, GIVEN, FLUSHER, COMPACTOR, ROLLER);
    ExplorationOptions noTime = ExplorationOptions.defaults().withNanosMax(0);
    ScenarioResult result = new Explorer(scenario, ExplorationListener.SILENT, noTime).explore();
    assertThat(result.verdict()).isIn(Verdict.TIME_LIMIT, Verdict.NO_EXECUTION);
    assertThat(result.asExpected()).isFalse();
    ExplorationOptions noMemory = ExplorationOptions.defaults().withMemoryMax(1);
    ScenarioResult full = new Explorer(scenario, ExplorationListener.SILENT, noMemory).explore();
    assertThat(full.verdict()).isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(full.asExpected()).isFalse();
  }

  @Test
  void aSearchThatEndsExactlyAtItsLimitIsComplete() throws ScenarioException {
    List<Scenario> scenarios = List.of(
        Scenarios.of(search(Kind.EXHAUSTIVE), GIVEN, FLUSHER, COMPACTOR),
        Scenarios.of(search(Kind.BOUNDED), GIVEN, FLUSHER, COMPACTOR),
        withFault(Kind.EXHAUSTIVE, 1),
        withFault(Kind.BOUNDED, 1));
    for (Scenario scenario : scenarios) {
      long all = explore(scenario, 1).executions();
      Scenario exact = scenario.withSearch(scenario.search().withExecutions(all));
      assertThat(explore(exact, 1).verdict()).isEqualTo(Verdict.HOLDS);
      Scenario less = scenario.withSearch(scenario.search().withExecutions(all - 1));
      assertThat(explore(less, 1).verdict()).isEqualTo(Verdict.INCOMPLETE);
      assertThat(explore(less, 1).executions()).isEqualTo(all - 1);
    }
  }

  private static ScenarioResult explore(Scenario scenario, int jobs) throws ScenarioException {
    ScenarioResult result = new Explorer(
            scenario, ExplorationListener.SILENT, ExplorationOptions.defaults().withJobs(jobs))
        .explore();
    return result.withoutTime();
  }
}
