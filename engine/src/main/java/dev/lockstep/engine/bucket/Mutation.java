package dev.lockstep.engine.bucket;

/**
 * A write that was taken. It is readable at once, and durable once its seqno is persisted.
 *
 * @param vbucket where
 * @param seqno its seqno, above those of all earlier writes to the vbucket
 * @param cas the version of the document that it made: no other version has it
 */
public record Mutation(int vbucket, long seqno, long cas) {}
