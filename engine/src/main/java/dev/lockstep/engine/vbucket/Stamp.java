package dev.lockstep.engine.vbucket;

/**
 * What was decided about a write when it was taken, before the flush that commits it.
 *
 * @param seqno its seqno; above that of every write before it, with or without gaps
 * @param cas its compare-and-set value
 * @param expirySeconds when the document expires, in seconds since 1970; 0 never
 * @param versions how many writes of the id it stands for, itself included: the document's revision
 *     seqno grows by it
 * @param completes the seqno of the prepare that a commit or an abort completes; 0 of other writes
 */
public record Stamp(long seqno, long cas, long expirySeconds, int versions, long completes) {

  /** A write that stands for itself alone and completes nothing. */
  public static Stamp of(long seqno, long cas, long expirySeconds) {
    return new Stamp(seqno, cas, expirySeconds, 1, 0);
  }

  /** The same for a write that completes a prepare. */
  public Stamp completing(long prepareSeqno) {
    return new Stamp(seqno, cas, expirySeconds, versions, prepareSeqno);
  }

  /** The same for a write that also stands for {@code more} earlier ones of its id. */
  public Stamp standingFor(int more) {
    return new Stamp(seqno, cas, expirySeconds, versions + more, completes);
  }
}
