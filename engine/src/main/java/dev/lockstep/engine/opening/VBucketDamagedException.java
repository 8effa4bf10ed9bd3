package dev.lockstep.engine.opening;

import dev.lockstep.engine.revision.VBucketClosedException;

/** The vbucket is there, and could not be opened: {@link #damaged} says why and what to do. */
public final class VBucketDamagedException extends VBucketClosedException {
  private static final long serialVersionUID = 1L;

  private final transient DamagedVBucket damaged;

  VBucketDamagedException(DamagedVBucket damaged) {
    super(damaged.toString());
    this.damaged = damaged;
    initCause(damaged.cause());
  }

  /** What was found. */
  public DamagedVBucket damaged() {
    return damaged;
  }
}
