package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.subject.DeferredPlatform;

/** The write queue as it ships. */
public final class LiveQueue extends QueueOperations {

  public LiveQueue() {
    super(DeferredPlatform::new);
  }
}
