package dev.lockstep.stress.linearizability;

import dev.lockstep.engine.vbucket.VBucketParts;

/** The vbucket as it ships. */
public final class LiveStore extends StoreOperations {

  public LiveStore() {
    super(VBucketParts.standard());
  }
}
