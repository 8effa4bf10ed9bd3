package dev.lockstep.engine.vbucket;

/**
 * What came of a rollback.
 *
 * @param highSeqno the high seqno now: that of the newest commit at or below the seqno asked for, 0
 *     where the file holds none
 */
public record RollbackResult(long highSeqno) {}
