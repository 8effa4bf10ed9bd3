package dev.lockstep.model.execution;

import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.opening.VBucketDamagedException;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.CompactionRunningException;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.NotPreparedException;
import dev.lockstep.engine.vbucket.ReopenResult;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketExistsException;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.engine.vbucket.WritesRefusedException;
import dev.lockstep.model.simulation.FailedAllocation;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.KeyText;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** Carries operations out on a real store and puts what came back in the specification's words. */
public final class Client {
  /**
   * Thresholds so low that small scenarios pass them: rounds for a byte, batches of two documents. The
   * flusher is held back only where an operation says so: it would be in every run.
   */
  static final CompactionOptions COMPACTION = CompactionOptions.defaults()
      .withFinalCatchUpBytesMax(0)
      .withHeldBackDocuments(0)
      .withReplayDocumentsMax(2);

  /** The one vbucket that scenarios are about. */
  public static final int VBUCKET = 0;

  private final VBuckets vbuckets;
  private final Scans scans;
  private final Optional<Clock> clock;
  private Optional<ToldProgress> running = Optional.empty();

  /** A client that nobody watches, and that knows of no time. */
  public Client(VBuckets vbuckets) {
    this(vbuckets, (milestone, seqno) -> {}, Optional.empty());
  }

  private Client(VBuckets vbuckets, ObjLongConsumer<String> reached, Optional<Clock> clock) {
    this.vbuckets = vbuckets;
    this.scans = new Scans(reached);
    this.clock = clock;
  }

  /** A client of which the simulation hears the milestones, each with a seqno. */
  static Client in(Simulation simulation, VBuckets vbuckets) {
    Platform platform = simulation.platform();
    return new Client(
        vbuckets,
        (milestone, seqno) -> platform.reached(milestone, "vbucket", seqno),
        Optional.of(platform.clock()));
  }

  /** Carries one operation out. An operating error is an answer too. */
  public Answer perform(Operation operation) {
    try {
      return attempt(operation);
    } catch (VBucketClosedException e) {
      return new Answer.NotDone(Words.of(e));
    }
  }

  /**
   * The same.
   *
   * @throws VBucketClosedException if the store is closed; then nothing was done
   */
  Answer attempt(Operation operation) throws VBucketClosedException {
    try {
      if (operation instanceof Operation.Delete) {
        return delete();
      }
      if (operation instanceof Operation.Create create) {
        return create(create);
      }
      VBucket vbucket = vbuckets.get(VBUCKET);
      if (operation instanceof Operation.Flush flush) {
        return flush(flush, vbucket);
      }
      if (operation instanceof Operation.Get get) {
        return get(get, vbucket);
      }
      if (operation instanceof Operation.Compact compact) {
        return compact(compact, vbucket);
      }
      if (operation instanceof Operation.AbortCompaction) {
        running.ifPresent(ToldProgress::askedToGiveUp);
        vbucket.abortCompaction();
        return new Answer.AbortAsked();
      }
      if (operation instanceof Operation.Reopen) {
        return reopened(vbucket.reopen());
      }
      if (operation instanceof Operation.Rollback rollback) {
        return new Answer.RolledBack(vbucket.rollback(rollback.seqno()).highSeqno());
      }
      return operation instanceof Operation.ScanById range
          ? scans.scanById(range, vbucket)
          : scans.scan(vbucket);
    } catch (NoSuchVBucketException e) {
      return new Answer.NoSuchVBucket();
    } catch (VBucketDamagedException e) {
      return new Answer.Damaged();
    } catch (VBucketClosedException e) {
      throw e;
    } catch (CommitUncertainException e) {
      return new Answer.Failed(Words.of(e));
    } catch (WritesRefusedException e) {
      return new Answer.Refused(Words.of(e));
    } catch (IOException | FailedAllocation e) {
      boolean inDoubt =
          operation instanceof Operation.Delete || operation instanceof Operation.Create;
      return inDoubt ? new Answer.Failed(Words.of(e)) : new Answer.NotDone(Words.of(e));
    }
  }

  static CompactionOptions options(Operation.Compact compact) {
    CompactionOptions plain = COMPACTION
        .withPurgeUpToSeqno(compact.purgeUpTo())
        .withPurgeDeletedBeforeSeconds(deletedBefore(compact))
        .withHeldBackDocuments(compact.heldBack())
        .withBytesPerSecondMax(compact.bytesPerSecond())
        .withUsableBytesMin(compact.roomFor());
    return compact.sortInMemory() == 0 ? plain : plain.withSortEntriesMax(compact.sortInMemory());
  }

  /** In seconds since 1970, as the engine has it. */
  static long deletedBefore(Operation.Compact compact) {
    return compact.deletedBefore() == Operation.Compact.ANY_AGE
        ? CompactionOptions.ANY_AGE
        : VirtualClock.EPOCH_SECONDS + compact.deletedBefore();
  }

  private Answer delete() throws IOException {
    vbuckets.delete(VBUCKET);
    return new Answer.Deleted();
  }

  private Answer create(Operation.Create create) throws IOException {
    try {
      vbuckets.create(VBUCKET, Lifecycle.of(create.state()).orElseThrow());
      return new Answer.Created();
    } catch (VBucketExistsException e) {
      return new Answer.Exists();
    }
  }

  /** A vbucket also reads by the id of a prepare, which is no document. */
  private static Answer get(Operation.Get get, VBucket vbucket) throws IOException {
    return new Answer.Found(vbucket
        .get(KeyText.id(get.key()))
        .filter(found -> !Prepares.isPrepareId(found.info().id()))
        .map(Document::body));
  }

  private static Answer flush(Operation.Flush flush, VBucket vbucket) throws IOException {
    long persisted = Batches.hasExpired(flush) ? vbucket.statistics().persistedSeqno() : 0;
    WriteBatch batch = Batches.of(flush, persisted);
    try {
      FlushResult result = vbucket.flush(batch);
      return new Answer.Flushed(result.firstSeqno(), result.highSeqno());
    } catch (NotPreparedException e) {
      return new Answer.NotPrepared();
    } catch (WrongCollectionException e) {
      return new Answer.WrongCollection();
    }
  }

  private static Answer reopened(ReopenResult found) {
    Invariant.check(
        found.highSeqno() == found.previousSeqno() || found.fate() == ReopenResult.Fate.COMMITTED,
        "a commit of high seqno %s was found, and what was in doubt is called %s",
        found.highSeqno(),
        found.fate());
    return new Answer.Reopened(found.highSeqno());
  }

  private Answer compact(Operation.Compact compact, VBucket vbucket) throws IOException {
    ToldProgress told = new ToldProgress(clock, compact.bytesPerSecond());
    Optional<ToldProgress> before = running;
    running = Optional.of(told);
    try {
      CompactionResult result = vbucket.compact(options(compact).withListener(told));
      told.ended(result);
      return compacted(result);
    } catch (CompactionRunningException e) {
      return new Answer.Compacted(Answer.Compacted.Ending.REFUSED);
    } finally {
      running = before;
    }
  }

  static Answer compacted(CompactionResult result) {
    Answer.Compacted.Ending ending = switch (result.status()) {
      case SWITCHED -> Answer.Compacted.Ending.SWITCHED;
      case ABORTED -> Answer.Compacted.Ending.ABORTED;
    };
    return new Answer.Compacted(ending, result.revision());
  }

  /** What the vbucket shows: {@link Answer.Seen}, or that there is none or a damaged one. */
  public Answer look() throws IOException {
    if (vbuckets.damaged().containsKey(VBUCKET)) {
      return new Answer.Damaged();
    }
    Optional<VBucket> vbucket = vbucket();
    return vbucket.isPresent() ? scans.scan(vbucket.get()) : new Answer.NoSuchVBucket();
  }

  /** The vbucket, if it exists. */
  public Optional<VBucket> vbucket() {
    return Optional.ofNullable(vbuckets.all().get(VBUCKET));
  }

  /** What is published; empty if there is no vbucket. */
  Optional<Revision> shown() throws IOException {
    Optional<VBucket> vbucket = vbucket();
    return vbucket.isPresent() ? Optional.of(vbucket.get().current()) : Optional.empty();
  }
}
