package dev.lockstep.model.result;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.Reach.StepPair;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What executions came by is said as it was. */
class ReachTest {
  private static final List<Operation> GIVEN = List.of(set("a", "one"));

  @Test
  void moreSchedulesShowMorePairsInBothOrders() throws ScenarioException {
    Reach one = reach(Search.random(1, 7));
    Reach all = reach(Search.exhaustive());

    assertThat(all.count(Seen.BOTH)).isGreaterThan(one.count(Seen.BOTH));
    assertThat(one.looked()).isEqualTo(1);
    assertThat(all.pairs())
        .allSatisfy(pair -> assertThat(pair.first()).isLessThanOrEqualTo(pair.second()));
  }

  @Test
  void oneTaskAloneIsInConflictWithNobody() throws ScenarioException {
    Scenario alone = Scenarios.of(Search.exhaustive(), GIVEN, task("flusher", set("b", "two")));

    assertThat(Scenarios.explore(alone).reach().pairs()).isEmpty();
  }

  @Test
  void milestonesThatWerePassedAreNotMissing() throws ScenarioException {
    List<String> missing = reach(Search.exhaustive()).milestones();

    assertThat(missing)
        .contains(Milestones.ROLLBACK_COMMITTED, Milestones.VBUCKET_DELETED)
        .doesNotContain(Milestones.FLUSH_COMMITTED, Milestones.COMPACTION_RENAMED);
  }

  @Test
  void faultsThatNobodyMetAreMissing() throws ScenarioException {
    Scenario reader = Scenarios.of(Search.bounded(0), GIVEN, task("reader", new Operation.Scan()))
        .withFaults(new FaultBudget(List.of(Fault.READ_ERROR, Fault.SYNC_FAILURE), 1));

    assertThat(Scenarios.explore(reader).reach().faults()).containsExactly("sync-failure");
  }

  @Test
  void togetherIsWhatEitherCameBy() {
    Reach left = new Reach(
        3,
        List.of(new StepPair("a", "b", Seen.FORWARD), new StepPair("a", "c", Seen.NEVER)),
        List.of("x", "y"),
        List.of("seen-there", "never-seen"),
        List.of("read-error"));
    Reach right = new Reach(
        4,
        List.of(new StepPair("a", "b", Seen.BACKWARD), new StepPair("a", "c", Seen.FORWARD)),
        List.of("y", "z"),
        List.of("seen-here", "never-seen"),
        List.of());

    assertThat(left.and(right))
        .isEqualTo(new Reach(
            7,
            List.of(new StepPair("a", "b", Seen.BOTH), new StepPair("a", "c", Seen.FORWARD)),
            List.of("y"),
            List.of("never-seen"),
            List.of()))
        .isEqualTo(right.and(left));
  }

  @Test
  void aJudgeThatSawNothingHasEvaluatedNothing() throws ScenarioException {
    Scenario scenario = Scenarios.withCrash(
        Scenarios.of(Search.exhaustive(), GIVEN, task("reader", new Operation.Scan())));

    assertThat(new Judge(PreparedScenario.of(scenario)).unevaluated())
        .containsExactly(
            Property.LINEARIZABLE,
            Property.DURABLE,
            Property.RECOVERS,
            Property.STRUCTURE,
            Property.COUNTERS);
    assertThat(Scenarios.explore(scenario).verdict()).isEqualTo(ScenarioResult.Verdict.HOLDS);
  }

  private static Reach reach(Search search) throws ScenarioException {
    return Scenarios.explore(Scenarios.of(
            search, GIVEN, task("flusher", set("b", "two")), task("compactor", compact())))
        .reach();
  }
}
