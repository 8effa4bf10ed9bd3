package dev.lockstep.engine.vbucket;

/**
 * What came of a rollback. Undone are the writes with a seqno above {@code highSeqno}, up to {@code
 * previousSeqno}; none where the two are the same.
 *
 * @param previousSeqno the high seqno before
 * @param highSeqno the high seqno now: that of the newest commit at or below the seqno asked for, 0
 *     where the file holds none
 */
public record RollbackResult(long previousSeqno, long highSeqno) {}
