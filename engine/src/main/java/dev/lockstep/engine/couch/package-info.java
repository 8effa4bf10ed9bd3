/** A couch file: the by-id, by-seqno and local trees over one append-only file. */
@NullMarked
package dev.lockstep.engine.couch;

import org.jspecify.annotations.NullMarked;
