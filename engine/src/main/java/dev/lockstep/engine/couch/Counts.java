package dev.lockstep.engine.couch;

/**
 * What a header's roots count.
 *
 * @param live documents that are not deleted
 * @param deleted tombstones
 * @param physicalSize bytes that the chunks of all bodies take
 * @param seqnos entries of the by-seqno index
 */
public record Counts(long live, long deleted, long physicalSize, long seqnos) {}
