package dev.lockstep.model.strand;

import dev.lockstep.engine.invariant.Invariant;

/**
 * What tasks run on. Both drivers run the same executions, step by step and hash by hash; they differ
 * in speed.
 */
public enum TaskDriver {
  /** Pooled threads that hand a baton around; works everywhere. */
  BATON,
  /**
   * The JDK's own coroutines on the calling thread. All tasks have that thread as their current one.
   */
  CONTINUATION;

  /**
   * Whether it works in this JVM. Continuations are there from JDK 21 on, when the JVM shows them
   * ({@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}).
   */
  public boolean isAvailable() {
    return this == BATON || ContinuationStrands.WORK;
  }

  /** The fastest that works in this JVM. */
  public static TaskDriver best() {
    return CONTINUATION.isAvailable() ? CONTINUATION : BATON;
  }

  public Strands newStrands() {
    Invariant.check(isAvailable(), "this JVM has no continuations");
    return this == BATON ? new BatonStrands() : new ContinuationStrands();
  }
}
