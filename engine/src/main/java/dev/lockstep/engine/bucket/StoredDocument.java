package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;

/**
 * A live document as a reader sees it.
 *
 * @param seqno of the write that made this version
 * @param cas tells this version from every other of the document
 * @param expirySeconds when it expires, in seconds since 1970; 0 never
 */
public record StoredDocument(Bytes id, Bytes body, long seqno, long cas, long expirySeconds) {}
