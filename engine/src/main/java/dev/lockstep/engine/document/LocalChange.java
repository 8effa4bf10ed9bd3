package dev.lockstep.engine.document;

import java.util.Optional;

/**
 * A local document to write or to remove.
 *
 * @param value the new value; empty: remove the document, which need not exist
 */
public record LocalChange(Bytes id, Optional<Bytes> value) {}
