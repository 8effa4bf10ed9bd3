package dev.lockstep.model.check;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
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
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of the engine with one fault each, most of them in one phase of one class. */
public final class FaultyParts {
  /** The high seqno that a flusher's fault leaves alone, with all below it. */
  static final long SPARED_SEQNO = 3;

  private FaultyParts() {}

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

  static VBucketParts of(CatchUpFault fault) {
    return new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new Compactor(vbucket, options) {
          @Override
          protected CatchUp newCatchUp(CatchUp.Start start) {
            return new FaultyCatchUp(fault, start);
          }
        };
      }
    };
  }

  static VBucketParts of(CompactorFault fault) {
    return new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new FaultyCompactor(fault, vbucket, options);
      }
    };
  }

  static BucketParts of(FlusherFault fault) {
    return new BucketParts() {
      @Override
      public Flusher newFlusher(VBucketInternals vbucket) {
        return new FaultyFlusher(fault, vbucket);
      }
    };
  }

  /** A reader that waits for whoever writes. */
  static final class LocksToRead extends VBucketParts {
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

  enum FlusherFault {
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
      if (fault == FlusherFault.FAILS_AFTER_PUBLISHING && committed.highSeqno() > SPARED_SEQNO) {
        throw new IOException("the commit failed");
      }
    }
  }

  enum CatchUpFault {
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

  enum CompactorFault {
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
  static final class FaultyWarmUp extends VBucketParts {
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
  static final class CountsAllCompactions extends VBucketParts {
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
