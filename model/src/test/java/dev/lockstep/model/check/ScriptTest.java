package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.execution.Scans;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.Counter;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Script.EachTime;
import dev.lockstep.model.scenario.Script.FaultOnTheWay;
import dev.lockstep.model.scenario.Script.Files;
import dev.lockstep.model.scenario.Script.Run;
import dev.lockstep.model.scenario.Script.Until;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A script forces one interleaving, and breaks where the execution is another than it says. */
class ScriptTest {
  private static final Scenario BESIDE = Scenarios.of(
      Search.bounded(0),
      List.of(set("a", "one")),
      task("compactor", compact()),
      task("flusher", set("b", "two")));

  private static ScenarioResult run(Script.Step... steps) throws ScenarioException {
    return run(Claim.ANY, steps);
  }

  private static ScenarioResult run(Claim outcome, Script.Step... steps) throws ScenarioException {
    return Scenarios.explore(Scenarios.withScript(BESIDE, new Script(List.of(steps), outcome)));
  }

  private static Run until(String task, Until until) {
    return new Run(task, until, Optional.empty());
  }

  private static String seen(ScenarioResult result) {
    Counterexample found = result.counterexample().orElseThrow();
    assertThat(found.property()).isEqualTo(Property.SCRIPT);
    return found.seen();
  }

  @Test
  void stopsAtAMilestoneAndSeesTheFilesThere() throws ScenarioException {
    ScenarioResult result = run(
        until("compactor", new Until.Milestone(Milestones.COMPACTION_COPIED, 1)),
        new Files(List.of("0.couch.1.compact", "0.couch.1")),
        until("flusher", new Until.End()),
        until("compactor", new Until.End()),
        new Files(List.of("0.couch.2")));

    assertThat(result.verdict()).isEqualTo(ScenarioResult.Verdict.HOLDS);
  }

  @Test
  void aTaskThatHasToWaitBreaksItUnlessItSaysSo() throws ScenarioException {
    Run locked = until("compactor", new Until.Milestone(Milestones.FINAL_CATCH_UP_LOCKED, 1));

    assertThat(run(locked, until("flusher", new Until.Wait())).verdict())
        .isEqualTo(ScenarioResult.Verdict.HOLDS);
    assertThat(seen(run(locked, until("flusher", new Until.End()))))
        .startsWith("step 2 of the script: flusher waits for ");
  }

  @Test
  void aMilestoneThatIsNotPassedBreaksIt() throws ScenarioException {
    assertThat(seen(run(until("compactor", new Until.Milestone(Milestones.COMPACTION_ABORTED, 1)))))
        .isEqualTo("step 1 of the script: compactor has ended before that");
  }

  @Test
  void aFaultThatNoStepMeetsBreaksIt() throws ScenarioException {
    Run failing =
        new Run("flusher", new Until.End(), Optional.of(new FaultOnTheWay(Fault.SYNC_FAILURE, 50)));

    assertThat(seen(run(failing)))
        .isEqualTo("step 1 of the script: no step of flusher met sync-failure");
  }

  @Test
  void morePassingsThanAllowedBreakIt() throws ScenarioException {
    Script.Step once = new EachTime("reader", Scans.SCAN_NEXT, 1, "flusher");
    Script.Step twice = new EachTime("reader", Scans.SCAN_NEXT, 2, "flusher");
    Scenario reading = Scenarios.of(
        Search.bounded(0),
        List.of(set("a", "one"), set("b", "one")),
        task("reader", new Operation.Scan()),
        task("flusher", set("b", "two")));

    assertThat(
            Scenarios.explore(Scenarios.withScript(reading, new Script(List.of(twice), Claim.ANY)))
                .verdict())
        .isEqualTo(ScenarioResult.Verdict.HOLDS);
    assertThat(seen(
            Scenarios.explore(Scenarios.withScript(reading, new Script(List.of(once), Claim.ANY)))))
        .isEqualTo("step 1 of the script: reader passes it more than 1 times");
  }

  @Test
  void anOutcomeThatIsNotSoIsFoundAgainByItsToken() throws ScenarioException {
    Claim wrong =
        Claim.of(CommitClaim.ANY.withCounters(Map.of(Counter.ITEMS, Claim.Bounds.exactly(7))));
    Scenario scenario = Scenarios.withScript(
        BESIDE,
        new Script(
            List.of(
                until("compactor", new Until.Milestone(Milestones.COMPACTION_COPIED, 1)),
                until("flusher", new Until.End())),
            wrong));

    ScenarioResult result = Scenarios.explore(scenario);

    assertThat(seen(result)).isEqualTo("items is 2, should be 7");
    ReplayToken token = ReplayToken.parse(result.counterexample().orElseThrow().token());
    assertThat(Replay.of(scenario, token).counterexample()).isEqualTo(result.counterexample());
  }
}
