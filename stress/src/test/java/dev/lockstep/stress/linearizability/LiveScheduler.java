package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.subject.DeferredPlatform;

/** The compaction scheduler as it ships. */
public final class LiveScheduler extends SchedulerOperations {

  public LiveScheduler() {
    super(DeferredPlatform::new);
  }
}
