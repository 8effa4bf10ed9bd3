package dev.lockstep.stress.soak;

import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.stress.shadow.Change;
import dev.lockstep.stress.shadow.Shadow;
import dev.lockstep.stress.shadow.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes one vbucket, and knows what it holds: flushes batches, rolls back, deletes and recreates, and at
 * intervals compares everything. Nobody else writes this vbucket; its compactor and the readers run
 * beside.
 */
final class WriterTask extends SoakedWriter {
  private static final OneIn ONE_IN = new OneIn(600, 150, 200);
  private static final int ROLLBACK_BATCHES_MAX = 30;
  private static final Lifecycle[] LIFECYCLES = Lifecycle.values();

  private final VBuckets store;
  private final int id;
  private final Workload workload;
  private final AtomicReference<ShadowHistory> history;
  private long batches;
  private Shadow shadow = new Shadow();

  WriterTask(Course course, VBuckets store, int id, long seed) throws IOException {
    super(course, seed ^ id, ONE_IN);
    this.store = store;
    this.id = id;
    this.workload = new Workload(seed + id);
    VBucket created = store.create(id, Lifecycle.ACTIVE);
    this.history = new AtomicReference<>(new ShadowHistory(created.generation()));
  }

  /** What the present generation held after its last commits; for readers. */
  ShadowHistory history() {
    return history.get();
  }

  @Override
  void write() throws IOException {
    batches++;
    List<Change> changes = workload.batch(batches, shadow);
    Shadow next = shadow.copy();
    next.apply(changes);
    WriteBatch batch = Change.batchOf(changes);
    if (random.nextInt(8) == 0) {
      batch.state(LIFECYCLES[random.nextInt(LIFECYCLES.length)]);
    }
    history.get().announce(next);
    long begin = System.nanoTime();
    store.get(id).flush(batch);
    course.tally().flushed(System.nanoTime() - begin);
    shadow = next;
    course.tally().add(Tally.Event.CHANGES, changes.size());
  }

  /** A compaction may have left out the commit asked for: then an older one is taken. */
  @Override
  void rollback() throws IOException {
    long target = Math.max(0, shadow.highSeqno() - random.nextInt(ROLLBACK_BATCHES_MAX * 6));
    long reached = store.get(id).rollback(target).highSeqno();
    if (reached > target) {
      course.violated("vbucket " + id + ": a rollback to " + target + " went to " + reached);
    }
    course.tally().add(Tally.Event.ROLLBACKS, 1);
    Optional<Shadow> undone =
        reached == shadow.highSeqno() ? Optional.of(shadow) : history.get().latestAt(reached);
    if (undone.isPresent()) {
      shadow = undone.get();
    } else {
      recreate();
    }
  }

  @Override
  void recreate() throws IOException {
    store.delete(id);
    VBucket created = store.create(id, Lifecycle.ACTIVE);
    history.set(new ShadowHistory(created.generation()));
    shadow = new Shadow();
    course.tally().add(Tally.Event.RECREATIONS, 1);
  }

  @Override
  void compareAll() throws IOException {
    try (Snapshot snapshot = store.get(id).snapshot()) {
      List<String> differences = shadow.differences(snapshot);
      if (!differences.isEmpty()) {
        course.violated("vbucket " + id + ": " + String.join("\n", differences));
      }
    }
    course.tally().add(Tally.Event.FULL_CHECKS, 1);
  }

  /** What the vbucket must hold when this task has ended. */
  Shadow shadow() {
    return shadow;
  }
}
