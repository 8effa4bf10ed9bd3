package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.Bounds;
import dev.lockstep.model.scenario.Claim.Counter;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scenario.Search.Kind;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search that is stopped and goes on in another process comes to what it comes to in one go. */
class CheckpointTest {
  private static final TaskScript FLUSHER = task("flusher", set("c", "three"));
  private static final TaskScript COMPACTOR = task("compactor", compact());
  private static final int PIECES_MAX = 1000;

  /** Keeps one state, as a file would. */
  private static final class Kept implements Checkpoint {
    private Optional<byte[]> state = Optional.empty();
    private int saves;

    @Override
    public Optional<byte[]> saved() {
      return state.map(byte[]::clone);
    }

    @Override
    public void save(byte[] newState) {
      state = Optional.of(newState);
      saves++;
    }
  }

  private static ScenarioResult inOneGo(Scenario scenario) throws ScenarioException {
    return Scenarios.explore(scenario).withoutTime();
  }

  /** Each piece ends after a round, or, where one search cannot be cut, after some executions. */
  private static ScenarioResult inPieces(Scenario scenario, int piecesMin)
      throws ScenarioException {
    Kept kept = new Kept();
    boolean isOne =
        scenario.search().kind() == Kind.EXHAUSTIVE && scenario.faults().isNone();
    ExplorationOptions options = ExplorationOptions.defaults().withJobs(2);
    ExplorationOptions pieces = isOne ? options : options.withNanosMax(0);
    Scenario piece = isOne ? scenario.withSearch(scenario.search().withExecutions(3)) : scenario;
    for (int i = 0; i < PIECES_MAX; i++) {
      ScenarioResult result =
          new Explorer(piece, ExplorationListener.SILENT, pieces, kept).explore();
      if (!result.verdict().isLimit()) {
        assertThat(kept.saves).isGreaterThanOrEqualTo(piecesMin);
        return result.withoutTime();
      }
      assertThat(kept.saves).isEqualTo(i + 1);
    }
    throw new AssertionError("the search does not end");
  }

  private static Scenario scenario(Kind kind) {
    Search search = switch (kind) {
      case EXHAUSTIVE -> Search.exhaustive();
      case BOUNDED -> Search.bounded(1);
      case GUIDED -> Search.sampling(kind, 4100, 7);
      default -> Search.sampling(kind, 1030, 7);
    };
    return Scenarios.of(search, List.of(set("a", "one")), FLUSHER, COMPACTOR);
  }

  /** What an exhaustive search says of itself has its limit in it, which pieces have and the whole has not. */
  private static void assertSame(ScenarioResult pieces, ScenarioResult whole) {
    assertThat(pieces.verdict()).isEqualTo(whole.verdict());
    assertThat(pieces.coverage()).isEqualTo(whole.coverage());
    assertThat(pieces.executions()).isEqualTo(whole.executions());
    assertThat(pieces.distinctTraces()).isEqualTo(whole.distinctTraces());
    assertThat(pieces.steps()).isEqualTo(whole.steps());
    assertThat(pieces.crashes()).isEqualTo(whole.crashes());
    assertThat(pieces.counterexample()).isEqualTo(whole.counterexample());
    assertThat(pieces.reach()).isEqualTo(whole.reach());
    assertThat(pieces.asExpected()).isEqualTo(whole.asExpected());
  }

  @ParameterizedTest
  @EnumSource
  void whatHoldsIsTheSame(Kind kind) throws ScenarioException {
    Scenario scenario = scenario(kind);
    assertSame(inPieces(scenario, 1), inOneGo(scenario));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED"})
  void crashesAreTheSame(Kind kind) throws ScenarioException {
    Scenario scenario = Scenarios.withCrash(
        Scenarios.of(
            kind == Kind.BOUNDED ? Search.bounded(1) : Search.exhaustive(),
            List.of(),
            FLUSHER,
            COMPACTOR),
        set("d", "four"));
    assertSame(inPieces(scenario, 1), inOneGo(scenario));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED"})
  void faultsAreTheSame(Kind kind) throws ScenarioException {
    Scenario scenario = Scenarios.of(
            kind == Kind.BOUNDED ? Search.bounded(1) : Search.exhaustive(),
            List.of(),
            FLUSHER,
            task("reader", new Operation.Get("c")))
        .withFaults(new FaultBudget(List.of(Fault.WRITE_ERROR), 2));
    assertSame(inPieces(scenario, 2), inOneGo(scenario));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED", "RANDOM"})
  void whatIsFoundIsTheSame(Kind kind) throws ScenarioException {
    Scenario scenario =
        PlantedFaults.breaking(Property.LINEARIZABLE).withSearch(scenario(kind).search());
    ScenarioResult whole = inOneGo(scenario);
    assertThat(whole.verdict()).isEqualTo(Verdict.VIOLATED);
    assertSame(inPieces(scenario, 0), whole);
  }

  /** That a compaction goes through so many rounds of catch-up, which hangs on the schedule. */
  private static Claim rounds(Bounds times) {
    return Claim.ofPassed(Map.of(Milestones.CATCH_UP_BEGIN, times));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED", "RANDOM"})
  void whatWasSoOnceStaysSo(Kind kind) throws ScenarioException {
    Map<String, Claim> both =
        Map.of("none", rounds(Bounds.exactly(0)), "some", rounds(new Bounds(1, 9)));
    Scenario scenario = scenario(kind).withOwn(new OwnProperties(Map.of(), both, Map.of()));
    ScenarioResult whole = inOneGo(scenario);
    assertThat(whole.verdict()).isEqualTo(Verdict.HOLDS);
    assertSame(inPieces(scenario, 1), whole);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED", "RANDOM"})
  void whatIsNeverSoIsStillNeverSo(Kind kind) throws ScenarioException {
    Map<String, Claim> never = Map.of("many", rounds(new Bounds(5, 9)));
    Scenario scenario = scenario(kind).withOwn(new OwnProperties(Map.of(), never, Map.of()));
    ScenarioResult whole = inOneGo(scenario);
    assertThat(whole.verdict()).isEqualTo(Verdict.VACUOUS);
    assertSame(inPieces(scenario, 1), whole);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED", "RANDOM"})
  void whatDoesNotComeInTheEndIsFoundAlike(Kind kind) throws ScenarioException {
    Map<String, Claim> none = Map.of("none", rounds(Bounds.exactly(0)));
    Scenario scenario = scenario(kind).withOwn(new OwnProperties(Map.of(), Map.of(), none));
    ScenarioResult whole = inOneGo(scenario);
    assertThat(whole.counterexample().map(Counterexample::property)).contains(Property.EVENTUALLY);
    assertSame(inPieces(scenario, 0), whole);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTIVE", "BOUNDED", "RANDOM"})
  void whatIsNotAlwaysSoIsFoundAlike(Kind kind) throws ScenarioException {
    Claim atMostOne =
        Claim.of(CommitClaim.ANY.withCounters(Map.of(Counter.ITEMS, new Bounds(0, 1))));
    Scenario scenario =
        scenario(kind).withOwn(new OwnProperties(Map.of("one", atMostOne), Map.of(), Map.of()));
    ScenarioResult whole = inOneGo(scenario);
    assertThat(whole.counterexample().map(Counterexample::property)).contains(Property.ALWAYS);
    assertSame(inPieces(scenario, 0), whole);
  }

  @Test
  void isRefusedWhereTheEngineTakesOtherSteps() throws ScenarioException {
    Kept kept = new Kept();
    ExplorationOptions noTime = ExplorationOptions.defaults().withNanosMax(0);
    Scenario scenario = scenario(Kind.BOUNDED);
    new Explorer(scenario, ExplorationListener.SILENT, noTime, kept).explore();
    assertThat(kept.saved()).isPresent();
    Scenario other =
        Scenarios.of(scenario.search(), List.of(set("b", "longer than one")), FLUSHER, COMPACTOR);
    assertThatThrownBy(
            () -> new Explorer(other, ExplorationListener.SILENT, noTime, kept).explore())
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("remove the checkpoint and search anew");
  }
}
