package dev.lockstep.model.execution;

import static dev.lockstep.model.check.Scenarios.flush;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.PurgeRule;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a compaction leaves out is held against what it was asked to leave out. */
class PurgedTombstonesTest {
  private static final long NONE = 0;
  private static final long ALL = 100;

  /** Tombstones with the seqnos 3 and 4, of which the first may go, and a completed and an open prepare. */
  private static final Scenario PURGING = Scenarios.of(
      Search.bounded(1),
      List.of(
          set("a", "1"),
          set("b", "1"),
          flush(new Mutation.Delete("a")),
          flush(new Mutation.Delete("b")),
          flush(new Mutation.Prepare("c", Bytes.ofUtf8("1"))),
          flush(new Mutation.Commit("c")),
          flush(new Mutation.Prepare("d", Bytes.ofUtf8("1"))),
          set("z", "1")),
      task("compactor", new Operation.Compact(3)),
      task("flusher", set("a", "2")));

  @Test
  void aTombstoneAboveTheBoundHasToStay() throws ScenarioException {
    assertThat(seen(rule -> withTombstones(rule, ALL)))
        .isEqualTo("the entry with seqno 4 is missing, though tombstones were to go up to 3");
  }

  @Test
  void aTombstoneWithinTheBoundHasToGo() throws ScenarioException {
    assertThat(seen(rule -> withTombstones(rule, NONE)))
        .isEqualTo("the entry with seqno 3 is still there, though tombstones were to go up to 3");
  }

  @Test
  void aYoungerTombstoneHasToStay() throws ScenarioException {
    assertThat(seen(deletedBefore(0), rule -> withAge(rule, CompactionOptions.ANY_AGE)))
        .startsWith(
            "the entry with seqno 3 is missing, though tombstones were to go up to 3 of those")
        .endsWith("deleted before 1767225600, and it was deleted at 1767225600");
  }

  @Test
  void aTombstoneThatIsOldEnoughHasToGo() throws ScenarioException {
    assertThat(seen(deletedBefore(1), rule -> withAge(rule, VirtualClock.EPOCH_SECONDS)))
        .startsWith("the entry with seqno 3 is still there");
    assertThat(Scenarios.explore(deletedBefore(0)).verdict())
        .isEqualTo(ScenarioResult.Verdict.HOLDS);
  }

  private static Scenario deletedBefore(long seconds) {
    return Scenarios.of(
        Search.bounded(0),
        PURGING.given(),
        task("compactor", new Operation.Compact(3, seconds, 0, 0, 0, 0)));
  }

  private static PurgeRule withAge(PurgeRule rule, long beforeSeconds) {
    return new PurgeRule(
        rule.tombstonesUpToSeqno(), beforeSeconds, rule.preparesUpToSeqno(), rule.highSeqno());
  }

  @Test
  void anOpenPrepareHasToStay() throws ScenarioException {
    assertThat(seen(rule -> withPrepares(rule, ALL)))
        .isEqualTo("the entry with seqno 7 is missing, though prepares were completed up to 5");
  }

  @Test
  void aCompletedPrepareHasToGo() throws ScenarioException {
    assertThat(seen(rule -> withPrepares(rule, NONE)))
        .isEqualTo("the entry with seqno 5 is still there, though prepares were completed up to 5");
  }

  @Test
  void theNewestChangeHasToStayThoughItIsATombstone() throws ScenarioException {
    Scenario newestIsDeleted = Scenarios.of(
        Search.bounded(1),
        List.of(set("a", "1"), flush(new Mutation.Delete("a"))),
        task("compactor", new Operation.Compact(5)));
    assertThat(seen(
            newestIsDeleted,
            rule -> new PurgeRule(
                rule.tombstonesUpToSeqno(),
                rule.deletedBeforeSeconds(),
                rule.preparesUpToSeqno(),
                Long.MAX_VALUE)))
        .isEqualTo("the newest change is missing: 2");
  }

  @Test
  void theRuleAsItIsHolds() throws ScenarioException {
    assertThat(Scenarios.explore(PURGING).verdict()).isEqualTo(ScenarioResult.Verdict.HOLDS);
  }

  private static PurgeRule withTombstones(PurgeRule rule, long upTo) {
    return new PurgeRule(
        upTo, rule.deletedBeforeSeconds(), rule.preparesUpToSeqno(), rule.highSeqno());
  }

  private static PurgeRule withPrepares(PurgeRule rule, long upTo) {
    return new PurgeRule(
        rule.tombstonesUpToSeqno(), rule.deletedBeforeSeconds(), upTo, rule.highSeqno());
  }

  private static String seen(UnaryOperator<PurgeRule> other) throws ScenarioException {
    return seen(PURGING, other);
  }

  private static String seen(Scenario scenario, UnaryOperator<PurgeRule> other)
      throws ScenarioException {
    VBucketParts parts = new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new Compactor(vbucket, options) {
          @Override
          protected PurgeRule purgeRule(Revision from) {
            return other.apply(super.purgeRule(from));
          }
        };
      }
    };
    Counterexample found = Scenarios.explore(Scenarios.withFault(scenario, Property.PURGE, parts))
        .counterexample()
        .orElseThrow();
    assertThat(found.property()).isEqualTo(Property.PURGE);
    return found.seen();
  }
}
