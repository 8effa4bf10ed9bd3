package dev.lockstep.model.execution;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.FaultyParts;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes of a recovery that only a second crash shows. */
class SecondCrashTest {
  private static final Scenario BESIDE = Scenarios.of(
      Search.bounded(0),
      List.of(set("a", "one")),
      task("flusher", set("b", "two")),
      task("compactor", compact()));

  /** Recovers in another way. */
  private static VBucketParts wakingUp(WarmUpFault fault) {
    return new VBucketParts() {
      @Override
      public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
        return new WarmUp(platform, vbucket, options) {
          @Override
          protected void makeDurable(Revision chosen) throws IOException {
            if (fault == WarmUpFault.REMOVES_FIRST) {
              super.removeOlder(olderThan(platform, chosen), chosen);
            }
            if (fault != WarmUpFault.RELIES_ON_MEMORY) {
              super.makeDurable(chosen);
            }
          }

          @Override
          protected void removeOlder(List<VBucketFileName> found, Revision chosen)
              throws IOException {
            if (fault != WarmUpFault.REMOVES_FIRST) {
              super.removeOlder(found, chosen);
            }
          }
        };
      }
    };
  }

  private static List<VBucketFileName> olderThan(Platform platform, Revision chosen)
      throws IOException {
    return platform.files().list().stream()
        .flatMap(name -> VBucketFileName.parse(name).stream())
        .filter(name -> name.isData() && name.revision() < chosen.number())
        .toList();
  }

  private enum WarmUpFault {
    /** What was never synced, and is served all the same. */
    RELIES_ON_MEMORY,
    /** The older file goes before the bytes of the newer one are sure. */
    REMOVES_FIRST
  }

  private static Counterexample found(WarmUpFault fault) throws ScenarioException {
    Scenario scenario = Scenarios.withFault(
        Scenarios.withCrash(BESIDE, new Operation.Scan()), Property.DURABLE, wakingUp(fault));
    ScenarioResult result = Scenarios.explore(scenario);
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    Counterexample found = result.counterexample().orElseThrow();
    ReplayToken token = ReplayToken.parse(found.token());
    assertThat(Replay.of(scenario, token).counterexample()).contains(found);
    return found;
  }

  @Test
  void whatIsServedButNotDurableIsLostByASecondCrash() throws ScenarioException {
    Counterexample found = found(WarmUpFault.RELIES_ON_MEMORY);

    assertThat(found.property()).isEqualTo(Property.DURABLE);
    assertThat(found.seen()).startsWith("after a second crash, when it is awake: ");
    assertThat(found.crash().orElseThrow().lost())
        .containsExactly("nothing yet: the program alone has stopped");
  }

  @Test
  void anOlderFileThatGoesTooEarlyLeavesNothingAfterASecondCrash() throws ScenarioException {
    assertThat(found(WarmUpFault.REMOVES_FIRST).property())
        .isIn(Property.DURABLE, Property.RECOVERS);
  }

  @Test
  void aRecoveryThatWorksSurvivesIt() throws ScenarioException {
    assertThat(Scenarios.explore(Scenarios.withCrash(BESIDE)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(Scenarios.explore(Scenarios.withCrash(BESIDE.withSearch(Search.exhaustive())))
            .verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  @Test
  void aStoreOfWhichNothingIsAskedHasToWriteAndCompact() throws ScenarioException {
    Scenario scenario = Scenarios.withFault(
        Scenarios.withCrash(Scenarios.of(Search.bounded(0), List.of(), task("t", set("a", "one")))),
        Property.RECOVERS,
        FaultyParts.compactorThatFails());
    Counterexample found = Scenarios.explore(scenario).counterexample().orElseThrow();

    assertThat(found.property()).isEqualTo(Property.RECOVERS);
    assertThat(found.seen()).startsWith("compact answered: not done");
  }
}
