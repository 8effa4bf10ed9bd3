package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.flush;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static dev.lockstep.model.check.Scenarios.withFault;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.FaultyParts.CatchUpFault;
import dev.lockstep.model.check.FaultyParts.CompactorFault;
import dev.lockstep.model.check.FaultyParts.FlusherFault;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fault for every property: a scenario whose parts break just that one. */
public final class PlantedFaults {
  private static final Search SEARCH = Search.bounded(1);
  private static final Bytes ONE = Bytes.ofUtf8("one");

  /** A commit beside a compaction that purges a completed prepare. Its first seqno is the one after those spared. */
  private static final Scenario BESIDE = Scenarios.of(
      SEARCH,
      List.of(
          flush(new Mutation.Prepare("p", ONE)), flush(new Mutation.Commit("p")), set("z", "last")),
      task("compactor", compact()),
      task("flusher", flush(new Mutation.Set("a", ONE), new Mutation.Delete("z"))));

  /** So many commits that some come after the compaction in almost every order. */
  private static final Scenario LONG_BESIDE = Scenarios.of(
      SEARCH,
      List.of(set("a", "1")),
      task("compactor", compact()),
      task("flusher", set("a", "2"), set("a", "3"), set("a", "4"), set("a", "5"), set("a", "6")));

  /** A commit beside a compaction that erases a dropped collection. */
  private static final Scenario ERASING = Scenarios.of(
      SEARCH,
      List.of(
          flush(new Mutation.CreateCollection(9), new Mutation.Set("9/a", ONE)),
          flush(new Mutation.DropCollection(9))),
      task("compactor", compact()),
      task("flusher", set("0/z", "last")));

  /** Says of one compaction that it makes two files. */
  private static final Script SWITCHED_TWICE = new Script(
      List.of(
          new Script.Run(
              "compactor",
              new Script.Until.Milestone(Milestones.COMPACTION_COPIED, 1),
              Optional.empty()),
          new Script.Run("flusher", new Script.Until.End(), Optional.empty())),
      Claim.of(
          CommitClaim.ANY.withCounters(Map.of(Claim.Counter.REVISION, Claim.Bounds.exactly(3)))));

  /** Says of a store that compacts that it does not. */
  private static final Claim ONE_FILE = Claim.of(
      CommitClaim.ANY.withCounters(Map.of(Claim.Counter.REVISION, new Claim.Bounds(0, 1))));

  /** A commit beside a second compaction: the first has purged a tombstone. */
  private static final Scenario PURGED_BEFORE = Scenarios.of(
      SEARCH,
      List.of(
          set("a", "1"), flush(new Mutation.Delete("a")), set("z", "1"), new Operation.Compact(2)),
      task("compactor", compact()),
      task("flusher", set("z", "2")));

  /** A read beside a compaction. */
  private static final Scenario READ = Scenarios.of(
      SEARCH,
      List.of(set("a", "1")),
      task("compactor", compact()),
      task("flusher", new Operation.Get("a")));

  private PlantedFaults() {}

  /** The scenario that breaks {@code property}. */
  public static Scenario breaking(Property property) {
    return switch (property) {
      case LINEARIZABLE ->
        withFault(BESIDE, property, FaultyParts.of(CatchUpFault.FORGETS_DOCUMENTS));
      case STRUCTURE -> withFault(BESIDE, property, FaultyParts.of(CatchUpFault.FORGETS_ONE_INDEX));
      case COUNTERS ->
        withFault(BESIDE, property, FaultyParts.of(CatchUpFault.TAKES_COUNTERS_OVER));
      case DROPPED_LIST ->
        withFault(ERASING, property, FaultyParts.of(CatchUpFault.TAKES_COUNTERS_OVER));
      case MONOTONIC ->
        withFault(PURGED_BEFORE, property, FaultyParts.of(CatchUpFault.FORGETS_PURGE_SEQNO));
      case PURGE -> withFault(BESIDE, property, FaultyParts.of(CatchUpFault.PURGES_TOO_FAR));
      case ATOMIC ->
        withFault(BESIDE, property, FaultyParts.of(FlusherFault.FAILS_AFTER_PUBLISHING));
      case CACHE ->
        withFault(LONG_BESIDE, property, FaultyParts.of(FlusherFault.PUBLISHES_OTHER_STATE));
      case CATCH_UP ->
        withFault(BESIDE, property, FaultyParts.of(CompactorFault.LEAVES_ALL_TO_THE_LOCK));
      case NO_FAILURE -> withFault(BESIDE, property, FaultyParts.of(CatchUpFault.REFUSES));
      case NO_STARVATION -> withFault(READ, property, new FaultyParts.LocksToRead());
      case NO_LEAK -> withFault(BESIDE, property, FaultyParts.of(CompactorFault.NEVER_RETIRES));
      case FILES -> withFault(BESIDE, property, FaultyParts.of(CompactorFault.LEAVES_A_FILE));
      case NO_DEADLOCK ->
        withFault(LONG_BESIDE, property, FaultyParts.of(CompactorFault.NEVER_UNLOCKS));
      case TERMINATES -> withFault(BESIDE, property, FaultyParts.of(CompactorFault.SPINS));
      case DURABLE ->
        Scenarios.withCrash(
            withFault(BESIDE, property, FaultyParts.of(CompactorFault.RENAMES_WITHOUT_SYNC)),
            new Operation.Scan());
      case RECOVERS ->
        Scenarios.withCrash(
            withFault(BESIDE, property, new FaultyParts.FaultyWarmUp()), new Operation.Scan());
      case SCRIPT ->
        withFault(Scenarios.withScript(BESIDE, SWITCHED_TWICE), property, VBucketParts.standard());
      case ALWAYS ->
        saying(new OwnProperties(Map.of("one-file", ONE_FILE), Map.of(), Map.of()), property);
      case EVENTUALLY ->
        saying(new OwnProperties(Map.of(), Map.of(), Map.of("one-file", ONE_FILE)), property);
      case DETERMINISTIC -> withFault(BESIDE, property, new FaultyParts.CountsAllCompactions());
    };
  }

  private static Scenario saying(OwnProperties own, Property property) {
    return withFault(BESIDE.withOwn(own), property, VBucketParts.standard());
  }
}
