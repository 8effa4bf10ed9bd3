package dev.lockstep.model.execution;

import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.Stamp;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.spec.KeyText;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;

/** The changes of scenarios as batches that a vbucket flushes. */
final class Batches {
  /** A second long ago. */
  static final long EXPIRED_SECONDS = 1;

  private Batches() {}

  /**
   * A batch of these changes, in this order.
   *
   * @param persisted the seqno that they come after; needed where a document {@link #hasExpired}
   */
  static WriteBatch of(Operation.Flush flush, long persisted) {
    WriteBatch batch = new WriteBatch();
    long seqno = persisted;
    for (Mutation mutation : flush.mutations()) {
      seqno++;
      Stamp expired = Stamp.of(seqno, seqno, EXPIRED_SECONDS);
      if (mutation instanceof Mutation.SetExpired set) {
        batch.set(KeyText.id(set.key()), set.value(), expired);
      } else if (mutation instanceof Mutation.PrepareExpired prepare) {
        batch.prepare(KeyText.id(prepare.key()), prepare.value(), expired);
      } else {
        add(batch, mutation);
      }
    }
    return batch;
  }

  /** Whether a document or prepare among them has expired: such a one brings its seqno along. */
  static boolean hasExpired(Operation.Flush flush) {
    return flush.mutations().stream()
        .anyMatch(mutation ->
            mutation instanceof Mutation.SetExpired || mutation instanceof Mutation.PrepareExpired);
  }

  private static void add(WriteBatch batch, Mutation mutation) {
    if (mutation instanceof Mutation.Set set) {
      batch.set(KeyText.id(set.key()), set.value());
    } else if (mutation instanceof Mutation.Delete delete) {
      batch.delete(KeyText.id(delete.key()));
    } else if (mutation instanceof Mutation.Prepare prepare) {
      batch.prepare(KeyText.id(prepare.key()), prepare.value());
    } else if (mutation instanceof Mutation.Commit commit) {
      batch.commit(KeyText.id(commit.key()));
    } else if (mutation instanceof Mutation.Abort abort) {
      batch.abort(KeyText.id(abort.key()));
    } else if (mutation instanceof Mutation.CreateCollection create) {
      batch.createCollection(create.collection());
    } else if (mutation instanceof Mutation.DropCollection drop) {
      batch.dropCollection(drop.collection());
    } else if (mutation instanceof Mutation.SetLocal set) {
      batch.setLocal(KeyText.localId(set.name()), set.value());
    } else if (mutation instanceof Mutation.RemoveLocal remove) {
      batch.removeLocal(KeyText.localId(remove.name()));
    } else if (mutation instanceof Mutation.SetState set) {
      batch.state(Lifecycle.of(set.state()).orElseThrow());
    }
  }
}
