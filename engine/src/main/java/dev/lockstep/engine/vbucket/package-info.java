/** A vbucket: flusher and compactor in parallel, with the header switch between them. */
@NullMarked
package dev.lockstep.engine.vbucket;

import org.jspecify.annotations.NullMarked;
