package dev.lockstep.engine.document;

/** A document of the store's own: it has no seqno, no revision and no tombstone. */
public record LocalDocument(Bytes id, Bytes value) {}
