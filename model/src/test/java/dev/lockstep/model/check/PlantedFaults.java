package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.flush;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fault for every property: a scenario whose parts break just that one. */
public final class PlantedFaults {
  private static final Search SEARCH = Search.bounded(1);
  private static final Bytes ONE = Bytes.ofUtf8("one");

  /** The high seqno that {@link #BESIDE} starts from. */
  private static final long BESIDE_GIVEN = 3;

  /** A commit beside a compaction that purges a completed prepare. */
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
      case LINEARIZABLE -> inCatchUp(BESIDE, property, CatchUpFault.FORGETS_DOCUMENTS);
      case STRUCTURE -> inCatchUp(BESIDE, property, CatchUpFault.FORGETS_ONE_INDEX);
      case COUNTERS -> inCatchUp(BESIDE, property, CatchUpFault.TAKES_COUNTERS_OVER);
      case DROPPED_LIST -> inCatchUp(ERASING, property, CatchUpFault.TAKES_COUNTERS_OVER);
      case MONOTONIC -> inCatchUp(PURGED_BEFORE, property, CatchUpFault.FORGETS_PURGE_SEQNO);
      case PURGE -> inCatchUp(BESIDE, property, CatchUpFault.PURGES_TOO_FAR);
      case ATOMIC -> inFlusher(BESIDE, property, FlusherFault.FAILS_AFTER_PUBLISHING);
      case CACHE -> inFlusher(LONG_BESIDE, property, FlusherFault.PUBLISHES_OTHER_STATE);
      case CATCH_UP -> inCompactor(BESIDE, property, CompactorFault.LEAVES_ALL_TO_THE_LOCK);
      case NO_FAILURE -> inCatchUp(BESIDE, property, CatchUpFault.REFUSES);
      case NO_STARVATION -> Scenarios.withFault(READ, property, new LocksToRead());
      case NO_LEAK -> inCompactor(BESIDE, property, CompactorFault.NEVER_RETIRES);
      case FILES -> inCompactor(BESIDE, property, CompactorFault.LEAVES_A_FILE);
      case NO_DEADLOCK -> inCompactor(LONG_BESIDE, property, CompactorFault.NEVER_UNLOCKS);
      case TERMINATES -> inCompactor(BESIDE, property, CompactorFault.SPINS);
      case DURABLE ->
        Scenarios.withCrash(
            inCompactor(BESIDE, property, CompactorFault.RENAMES_WITHOUT_SYNC),
            new Operation.Scan());
      case RECOVERS ->
        Scenarios.withCrash(
            Scenarios.withFault(BESIDE, property, new FaultyWarmUp()), new Operation.Scan());
      case SCRIPT ->
        Scenarios.withFault(
            Scenarios.withScript(BESIDE, SWITCHED_TWICE), property, VBucketParts.standard());
      case ALWAYS ->
        saying(new OwnProperties(Map.of("one-file", ONE_FILE), Map.of(), Map.of()), property);
      case EVENTUALLY ->
        saying(new OwnProperties(Map.of(), Map.of(), Map.of("one-file", ONE_FILE)), property);
      case DETERMINISTIC -> Scenarios.withFault(BESIDE, property, new CountsAllCompactions());
    };
  }

  private static Scenario saying(OwnProperties own, Property property) {
    return Scenarios.withFault(BESIDE.withOwn(own), property, VBucketParts.standard());
  }

  /** Parts whose compactions fail before they lock. */
  public static VBucketParts compactorThatFails() {
    return new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new Compactor(vbucket, options) {
          @Override
          protected void lock() throws IOException {
            throw new IOException("no lock");
          }
        };
      }
    };
  }

  private static Scenario inCatchUp(Scenario scenario, Property property, CatchUpFault fault) {
    return Scenarios.withFault(scenario, property, new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new Compactor(vbucket, options) {
          @Override
          protected CatchUp newCatchUp(CatchUp.Start start) {
            return new FaultyCatchUp(fault, start);
          }
        };
      }
    });
  }

  private static Scenario inCompactor(Scenario scenario, Property property, CompactorFault fault) {
    return Scenarios.withFault(scenario, property, new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new FaultyCompactor(fault, vbucket, options);
      }
    });
  }

  private static Scenario inFlusher(Scenario scenario, Property property, FlusherFault fault) {
    return Scenarios.withFault(scenario, property, new VBucketParts() {
      @Override
      public Flusher newFlusher(VBucketInternals vbucket) {
        return new FaultyFlusher(fault, vbucket);
      }
    });
  }

  /** A reader that waits for whoever writes. */
  private static final class LocksToRead extends VBucketParts {
    @Override
    public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
      vbucket.writeLock().lock();
      try {
        return super.openSnapshot(vbucket);
      } finally {
        vbucket.writeLock().unlock();
      }
    }
  }

  private enum FlusherFault {
    FAILS_AFTER_PUBLISHING,
    PUBLISHES_OTHER_STATE
  }

  private static final class FaultyFlusher extends Flusher {
    private final FlusherFault fault;

    FaultyFlusher(FlusherFault fault, VBucketInternals vbucket) {
      super(vbucket);
      this.fault = fault;
    }

    /** A cached state that the next commit mends. */
    @Override
    protected VBucketState stateBefore(Revision base) {
      VBucketState state = super.stateBefore(base);
      return fault == FlusherFault.PUBLISHES_OTHER_STATE ? state.withPrepares(0, 0) : state;
    }

    @Override
    protected void publish(Revision committed) throws IOException {
      if (fault == FlusherFault.PUBLISHES_OTHER_STATE && committed.highSeqno() == 3) {
        VBucketState other = committed.state().withPrepares(7, 7);
        super.publish(new Revision(committed.file(), committed.header(), other));
        return;
      }
      super.publish(committed);
      if (fault == FlusherFault.FAILS_AFTER_PUBLISHING && committed.highSeqno() > BESIDE_GIVEN) {
        throw new IOException("the commit failed");
      }
    }
  }

  private enum CatchUpFault {
    FORGETS_DOCUMENTS,
    FORGETS_ONE_INDEX,
    TAKES_COUNTERS_OVER,
    FORGETS_PURGE_SEQNO,
    PURGES_TOO_FAR,
    REFUSES
  }

  private static final class FaultyCatchUp extends CatchUp {
    private final CatchUpFault fault;

    FaultyCatchUp(CatchUpFault fault, Start start) {
      super(start);
      this.fault = fault;
    }

    @Override
    protected Header replayDocuments(Header draft, Revision newest, StateAccount account)
        throws IOException {
      if (fault == CatchUpFault.REFUSES) {
        throw new IOException("cannot catch up");
      }
      if (fault == CatchUpFault.FORGETS_DOCUMENTS) {
        return draft.withUpdateSeqno(newest.highSeqno());
      }
      Header saved = super.replayDocuments(draft, newest, account);
      return fault == CatchUpFault.FORGETS_ONE_INDEX
          ? saved.withIndexes(saved.bySeqno(), draft.byId())
          : saved;
    }

    @Override
    protected Header replayPurgeSeqno(Header draft, Revision newest) {
      return switch (fault) {
        case FORGETS_PURGE_SEQNO -> draft.withPurgeSeqno(0);
        case PURGES_TOO_FAR -> draft.withPurgeSeqno(newest.highSeqno());
        default -> super.replayPurgeSeqno(draft, newest);
      };
    }

    @Override
    protected VBucketState replayState(Revision newest, StateAccount account) {
      return fault == CatchUpFault.TAKES_COUNTERS_OVER
          ? newest.state()
          : super.replayState(newest, account);
    }
  }

  private enum CompactorFault {
    NEVER_RETIRES,
    LEAVES_A_FILE,
    NEVER_UNLOCKS,
    SPINS,
    LEAVES_ALL_TO_THE_LOCK,
    RENAMES_WITHOUT_SYNC
  }

  private static final class FaultyCompactor extends Compactor {
    private final CompactorFault fault;
    private final VBucketInternals vbucket;

    FaultyCompactor(CompactorFault fault, VBucketInternals vbucket, CompactionOptions options) {
      super(vbucket, options);
      this.fault = fault;
      this.vbucket = vbucket;
    }

    @Override
    protected void retireSource() {
      if (fault != CompactorFault.NEVER_RETIRES) {
        super.retireSource();
      }
      if (fault == CompactorFault.LEAVES_A_FILE) {
        leaveFile();
      }
    }

    private void leaveFile() {
      try {
        vbucket
            .platform()
            .files()
            .open("0.couch.9.compact", OpenMode.CREATE_NEW)
            .close();
      } catch (IOException e) {
        throw new AssertionError("no file has that name", e);
      }
    }

    @Override
    protected void unlock() {
      if (fault != CompactorFault.NEVER_UNLOCKS) {
        super.unlock();
      }
    }

    @Override
    protected void catchUpWithoutLock() throws IOException {
      while (fault == CompactorFault.SPINS) {
        stopIfAborted();
      }
      if (fault != CompactorFault.LEAVES_ALL_TO_THE_LOCK) {
        super.catchUpWithoutLock();
      }
    }

    @Override
    protected void renameTarget() throws IOException {
      if (fault != CompactorFault.RENAMES_WITHOUT_SYNC) {
        super.renameTarget();
        return;
      }
      VBucketFileName source = source().revision().file().name();
      VBucketFileName next = VBucketFileName.data(source.vbucket(), source.revision() + 1);
      vbucket.platform().files().rename(targetName().toString(), next.toString());
    }
  }

  /** Does not open what a compaction left behind. */
  private static final class FaultyWarmUp extends VBucketParts {
    @Override
    public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
      return new WarmUp(platform, vbucket, options) {
        @Override
        protected @Nullable Revision choose(List<VBucketFileName> found) throws IOException {
          if (found.size() > 1) {
            throw new IOException("more than one file: " + found);
          }
          return super.choose(found);
        }
      };
    }
  }

  /** What it does depends on how many compactions there ever were, in other executions too. */
  private static final class CountsAllCompactions extends VBucketParts {
    private int compactions;

    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      compactions++;
      return new Compactor(vbucket, options) {
        @Override
        protected void pinSource() throws IOException {
          for (int i = 0; i < compactions; i++) {
            stopIfAborted();
          }
          super.pinSource();
        }
      };
    }
  }
}
