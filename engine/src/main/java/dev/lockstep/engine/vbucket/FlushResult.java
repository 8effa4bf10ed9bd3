package dev.lockstep.engine.vbucket;

/**
 * What a flush committed.
 *
 * @param firstSeqno the seqno of the batch's first document; the others follow in the batch's order
 * @param highSeqno the high seqno after it
 */
public record FlushResult(long firstSeqno, long highSeqno) {}
