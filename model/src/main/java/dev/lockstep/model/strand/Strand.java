package dev.lockstep.model.strand;

/** A stack that code runs on: started, paused and gone on with by {@link Strands}. */
public interface Strand {

  /**
   * Pauses this strand, which must be the running one, and runs {@code next}; returns when another
   * switches back.
   *
   * @throws PinnedException if this strand cannot pause; then it goes on running
   */
  void switchTo(Strand next);
}
