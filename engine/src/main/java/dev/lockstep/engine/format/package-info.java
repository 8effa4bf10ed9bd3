/** Bytes to values and back: blocks, chunks, headers, nodes, index entries. No input or output. */
@NullMarked
package dev.lockstep.engine.format;

import org.jspecify.annotations.NullMarked;
