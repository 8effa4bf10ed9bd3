package dev.lockstep.model.execution;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.bucket.StoredDocument;
import dev.lockstep.engine.bucket.WriteOptions;
import dev.lockstep.engine.bucket.WriteOptions.WhenFull;
import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.schedule.CompactionCancelledException;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.NotPreparedException;
import dev.lockstep.engine.vbucket.VBucketExistsException;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Answer.Compacted.Ending;
import dev.lockstep.model.spec.KeyText;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of one vbucket:
 *
 * <ol>
 *   <li>It is opened when the scenario's tasks are made: its flusher and its compactor come after them.
 *   <li>The tasks call it. A scan waits until what was taken is on disk, and shows that.
 *   <li>The first of them, when it is done, waits until the others have ended, and closes it.
 *   <li>What it left on disk is opened once more, to be looked at.
 * </ol>
 */
public final class BucketFront implements Front {
  private static final WriteOptions EXPIRED =
      WriteOptions.defaults().withExpirySeconds(Batches.EXPIRED_SECONDS);

  private final PreparedScenario prepared;
  private final Simulation simulation;
  private @Nullable Bucket bucket;
  private List<Task> others = List.of();

  BucketFront(PreparedScenario prepared, Simulation simulation) {
    this.prepared = prepared;
    this.simulation = simulation;
  }

  /** Step 1. */
  @Override
  public void begin(List<Task> tasks) throws IOException {
    BucketOptions options = BucketOptions.defaults()
        .withVBuckets(1)
        .withVBucket(prepared.options())
        .withFlush(FlushOptions.defaults().withFlushers(1));
    Bucket opened =
        Bucket.open(simulation.platform(), options, prepared.scenario().parts());
    PreparedScenario.whole(opened.vbuckets());
    bucket = opened;
    others = List.copyOf(tasks.subList(1, tasks.size()));
  }

  /** Step 3. */
  @Override
  public void end(int task) {
    if (task == 0) {
      others.forEach(Task::join);
      try {
        opened().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Bucket opened() {
    return Objects.requireNonNull(bucket, "the bucket is not open yet");
  }

  @Override
  public Optional<VBuckets> store() {
    return Optional.of(opened().vbuckets());
  }

  @Override
  public Watch watch(Judge judge, OwnPropertyCheck own) {
    return new BucketCommits(this, judge, own);
  }

  /** Step 4. */
  @Override
  public VBuckets atTheEnd() throws IOException {
    return PreparedScenario.open(simulation.disk(), prepared.scenario());
  }

  /** Step 2. */
  @Override
  public Answer perform(Operation operation) {
    try {
      return perform(operation, opened());
    } catch (WrongCollectionException e) {
      return new Answer.WrongCollection();
    } catch (NotPreparedException e) {
      return new Answer.NotPrepared();
    } catch (VBucketExistsException e) {
      return new Answer.Exists();
    } catch (VBucketClosedException e) {
      // The bucket is open while the tasks run: it is the vbucket that goes, or comes.
      return new Answer.NoSuchVBucket();
    } catch (IOException e) {
      boolean isGone = e.getCause() instanceof VBucketClosedException;
      return isGone ? new Answer.NoSuchVBucket() : new Answer.Failed(Words.of(e));
    }
  }

  private static Answer perform(Operation operation, Bucket opened) throws IOException {
    if (operation instanceof Operation.Write write) {
      return write(write.mutation(), opened);
    }
    if (operation instanceof Operation.Persist) {
      awaitAll(opened);
      return new Answer.Persisted();
    }
    if (operation instanceof Operation.Get get) {
      Optional<StoredDocument> found = opened.get(Client.VBUCKET, KeyText.id(get.key()));
      return new Answer.Found(found.map(StoredDocument::body));
    }
    if (operation instanceof Operation.Scan || operation instanceof Operation.ScanById) {
      awaitAll(opened);
      return new Client(opened.vbuckets()).perform(operation);
    }
    if (operation instanceof Operation.Compact compact) {
      return compact(compact, opened);
    }
    if (operation instanceof Operation.Delete) {
      opened.deleteVBucket(Client.VBUCKET);
      return new Answer.Deleted();
    }
    Operation.Create create = (Operation.Create) operation;
    opened.createVBucket(Client.VBUCKET, Lifecycle.of(create.state()).orElseThrow());
    return new Answer.Created();
  }

  /** Waits until all that was taken is on disk. */
  private static void awaitAll(Bucket opened) throws IOException {
    long taken = opened.highSeqno(Client.VBUCKET);
    try {
      opened.awaitPersisted(Client.VBUCKET, taken);
    } catch (IllegalArgumentException neverGiven) {
      // It was, so the vbucket has gone since, and another has come that has not given it yet.
      throw new NoSuchVBucketException(Client.VBUCKET);
    }
  }

  private static Answer write(Mutation mutation, Bucket opened) throws IOException {
    if (mutation instanceof Mutation.SetState set) {
      opened.setState(Client.VBUCKET, Lifecycle.of(set.state()).orElseThrow());
      return new Answer.Persisted();
    }
    if (mutation instanceof Mutation.CreateCollection create) {
      return new Answer.Taken(opened
          .createCollection(Client.VBUCKET, create.collection(), WhenFull.WAIT)
          .seqno());
    }
    if (mutation instanceof Mutation.DropCollection drop) {
      return new Answer.Taken(opened
          .dropCollection(Client.VBUCKET, drop.collection(), WhenFull.WAIT)
          .seqno());
    }
    return new Answer.Taken(documentSeqno(mutation, opened));
  }

  /** The seqno that a change of one document gets. */
  private static long documentSeqno(Mutation mutation, Bucket opened) throws IOException {
    if (mutation instanceof Mutation.Delete delete) {
      return opened.delete(Client.VBUCKET, KeyText.id(delete.key())).seqno();
    }
    if (mutation instanceof Mutation.SetExpired set) {
      return opened
          .set(Client.VBUCKET, KeyText.id(set.key()), set.value(), EXPIRED)
          .seqno();
    }
    if (mutation instanceof Mutation.Prepare prepare) {
      return prepare(prepare.key(), prepare.value(), WriteOptions.defaults(), opened);
    }
    if (mutation instanceof Mutation.PrepareExpired prepare) {
      return prepare(prepare.key(), prepare.value(), EXPIRED, opened);
    }
    if (mutation instanceof Mutation.Commit commit) {
      return opened
          .commit(Client.VBUCKET, KeyText.id(commit.key()), WhenFull.WAIT)
          .seqno();
    }
    if (mutation instanceof Mutation.Abort abort) {
      return opened
          .abort(Client.VBUCKET, KeyText.id(abort.key()), WhenFull.WAIT)
          .seqno();
    }
    Mutation.Set set = (Mutation.Set) mutation;
    return opened.set(Client.VBUCKET, KeyText.id(set.key()), set.value()).seqno();
  }

  private static long prepare(String key, Bytes value, WriteOptions how, Bucket opened)
      throws IOException {
    return opened.prepare(Client.VBUCKET, KeyText.id(key), value, how).seqno();
  }

  /** The pace may be that of another asker, whom the same compaction answers. */
  private static Answer compact(Operation.Compact compact, Bucket opened) throws IOException {
    ToldProgress told = new ToldProgress(Optional.empty(), 0);
    try {
      CompactionResult result = opened
          .compact(Client.VBUCKET, Client.options(compact).withListener(told))
          .await();
      told.ended(result);
      return Client.compacted(result);
    } catch (CompactionCancelledException e) {
      return new Answer.Compacted(Ending.ABORTED);
    }
  }
}
