package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import java.util.Optional;

/**
 * One key to write or to remove.
 *
 * @param value the new value; empty: remove the key, which need not be there
 */
public record TreeAction(Bytes key, Optional<Bytes> value) {}
