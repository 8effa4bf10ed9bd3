package dev.lockstep.engine.vbucket;

/**
 * What a flush committed.
 *
 * @param firstSeqno the lowest seqno that the batch's documents can have; where none came with its own
 *     seqno, that of the first, and the others follow in the batch's order
 * @param highSeqno the high seqno after it
 */
public record FlushResult(long firstSeqno, long highSeqno) {}
