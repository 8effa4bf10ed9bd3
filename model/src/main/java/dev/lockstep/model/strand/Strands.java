package dev.lockstep.model.strand;

import org.jspecify.annotations.Nullable;

/** The strands of one execution, of which one runs at a time. */
public interface Strands {

  /** What a strand runs. It must not throw. */
  interface Body {

    /** Runs to the end and says who is to run next, null for the caller of {@link #run}. */
    @Nullable
    Strand run();
  }

  /** A paused strand at the beginning of its body. */
  Strand add(Body body);

  /** Runs {@code first} and whatever it switches to, until a body ends and names no next strand. */
  void run(Strand first);
}
