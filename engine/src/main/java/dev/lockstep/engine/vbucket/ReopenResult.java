package dev.lockstep.engine.vbucket;

/**
 * What the reopening of a vbucket found.
 *
 * @param fate what became of the commit that was in doubt
 * @param previousSeqno the high seqno of what was published before
 * @param highSeqno of the newest commit
 */
public record ReopenResult(Fate fate, long previousSeqno, long highSeqno) {

  /** What may become of a commit that is in doubt. */
  public enum Fate {
    /** No commit was. */
    NONE_IN_DOUBT,
    /** It is there: readers see it, and from now on it is durable. */
    COMMITTED,
    /** It is not there, and never will be. */
    LOST
  }
}
