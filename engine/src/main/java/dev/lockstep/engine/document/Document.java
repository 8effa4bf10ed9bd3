package dev.lockstep.engine.document;

/**
 * A document with its body.
 *
 * @param body decompressed; empty where there is none
 */
public record Document(DocumentInfo info, Bytes body) {}
