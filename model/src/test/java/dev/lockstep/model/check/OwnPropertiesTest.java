package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.Bounds;
import dev.lockstep.model.scenario.Claim.Counter;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a scenario's author says of it: always, sometimes, eventually. */
class OwnPropertiesTest {
  private static final Scenario BESIDE = Scenarios.of(
      Search.exhaustive(),
      List.of(set("a", "one")),
      task("compactor", compact()),
      task("flusher", set("b", "two"), Scenarios.flush(new Mutation.Delete("a"))));

  private static ScenarioResult always(Scenario scenario, Claim claim) throws ScenarioException {
    return Scenarios.explore(
        scenario.withOwn(new OwnProperties(Map.of("claimed", claim), Map.of(), Map.of())));
  }

  private static ScenarioResult sometimes(Scenario scenario, Claim claim) throws ScenarioException {
    return Scenarios.explore(
        scenario.withOwn(new OwnProperties(Map.of(), Map.of("claimed", claim), Map.of())));
  }

  private static ScenarioResult eventually(Scenario scenario, Claim claim)
      throws ScenarioException {
    return Scenarios.explore(
        scenario.withOwn(new OwnProperties(Map.of(), Map.of(), Map.of("claimed", claim))));
  }

  private static Claim items(long least, long most) {
    return counter(Counter.ITEMS, new Bounds(least, most));
  }

  private static Claim counter(Counter counter, Bounds bounds) {
    return Claim.of(CommitClaim.ANY.withCounters(Map.of(counter, bounds)));
  }

  private static Claim passed(String milestone, Bounds times) {
    return Claim.ofPassed(Map.of(milestone, times));
  }

  @Test
  void whatIsAlwaysSoHolds() throws ScenarioException {
    assertThat(always(BESIDE, items(1, 2)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(eventually(BESIDE, items(1, 1)).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void aCommitOnTheWayBreaksIt() throws ScenarioException {
    Counterexample found = always(BESIDE, items(0, 1)).counterexample().orElseThrow();

    assertThat(found.property()).isEqualTo(Property.ALWAYS);
    assertThat(found.promised()).isEqualTo("always claimed");
    assertThat(found.seen()).endsWith("items is 2, should be at most 1");
  }

  @Test
  void theStoreAsItBeginsCountsToo() throws ScenarioException {
    Counterexample found =
        always(BESIDE, items(2, Bounds.UNBOUNDED)).counterexample().orElseThrow();

    assertThat(found.seen())
        .isEqualTo("in 0.couch.1, high seqno 1: items is 1, should be at least 2");
  }

  @Test
  void aStoreThatCameBackFromACrashCountsToo() throws ScenarioException {
    Scenario crashing = Scenarios.withCrash(Scenarios.of(
        Search.bounded(1), List.of(set("a", "one")), task("flusher", set("b", "two"))));
    Claim both =
        Claim.of(CommitClaim.ANY.withDocuments(Map.of("a", Optional.of(Bytes.ofUtf8("one")))));

    assertThat(always(crashing, both).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(always(crashing, items(2, 2)).verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void stateAndLocalDocumentsAreComparedWhole() throws ScenarioException {
    Scenario noting = Scenarios.of(
        Search.bounded(0),
        List.of(),
        task(
            "flusher",
            new Operation.Flush(List.of(
                new Mutation.SetState("replica"),
                new Mutation.SetLocal("kept", Bytes.ofUtf8("one")),
                new Mutation.SetLocal("other", Bytes.ofUtf8("two"))))));

    assertThat(eventually(noting, noted("replica", Map.of("kept", "one", "other", "two")))
            .verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(seen(eventually(noting, noted("active", Map.of("kept", "one", "other", "two")))))
        .isEqualTo("the state is replica, should be active");
    assertThat(seen(eventually(noting, noted("replica", Map.of("kept", "one")))))
        .isEqualTo("the local documents are {_local/kept=one, _local/other=two},"
            + " should be {_local/kept=one}");
  }

  private static Claim noted(String state, Map<String, String> locals) {
    Map<String, Bytes> values = new TreeMap<>();
    locals.forEach((name, value) -> values.put(name, Bytes.ofUtf8(value)));
    return Claim.of(new CommitClaim(
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.of(state),
        Optional.of(values),
        Map.of(),
        Map.of()));
  }

  private static String seen(ScenarioResult result) {
    return result.counterexample().orElseThrow().seen();
  }

  @Test
  void aGenerationThatIsCreatedEmptyCountsToo() throws ScenarioException {
    Scenario recreating = Scenarios.of(
        Search.exhaustive(),
        List.of(set("a", "one")),
        task("flusher", new Operation.Delete(), new Operation.Create("active"), set("b", "two")));

    assertThat(always(recreating, items(1, 1)).counterexample()).isPresent();
    assertThat(always(recreating, items(0, 1)).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void everyCommitOfABucketCountsToo() throws ScenarioException {
    Scenario bucket = Scenarios.of(
        Search.bounded(0),
        List.of(set("a", "one")),
        task(
            "writer",
            new Operation.Write(new Mutation.Set("b", Bytes.ofUtf8("two"))),
            new Operation.Persist(),
            new Operation.Write(new Mutation.Delete("b"))));

    assertThat(always(bucket, items(1, 2)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(always(bucket, items(1, 1)).counterexample().orElseThrow().seen())
        .endsWith("items is 2, should be 1");
  }

  @Test
  void whatNoExecutionShowsMakesTheScenarioVacuous() throws ScenarioException {
    ScenarioResult result = sometimes(BESIDE, items(3, 3));

    assertThat(result.verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(result.asExpected()).isFalse();
    assertThat(result.coverage()).endsWith("; never so: sometimes claimed");
    assertThat(result.reach().sometimes()).containsExactly("claimed");
  }

  @Test
  void oneExecutionOrOneCommitThatShowsItIsEnough() throws ScenarioException {
    assertThat(sometimes(BESIDE, items(2, 2)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(sometimes(BESIDE, passed(Milestones.CATCH_UP_BEGIN, new Bounds(1, 9)))
            .verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(sometimes(BESIDE, passed(Milestones.CATCH_UP_BEGIN, Bounds.exactly(0)))
            .verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  @Test
  void theBoundedSearchSeesItToo() throws ScenarioException {
    Scenario bounded = BESIDE.withSearch(Search.bounded(1));

    assertThat(sometimes(bounded, passed(Milestones.CATCH_UP_BEGIN, Bounds.exactly(1)))
            .verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(sometimes(bounded, items(3, 3)).verdict()).isEqualTo(Verdict.VACUOUS);
  }

  @Test
  void whatDoesNotComeInTheEndBreaksIt() throws ScenarioException {
    Counterexample found = eventually(BESIDE, counter(Counter.REVISION, Bounds.exactly(1)))
        .counterexample()
        .orElseThrow();

    assertThat(found.property()).isEqualTo(Property.EVENTUALLY);
    assertThat(found.seen()).isEqualTo("revision is 2, should be 1");
  }
}
