/** Collections: their ids in document ids, their generations, and the counters each commit keeps. */
@NullMarked
package dev.lockstep.engine.collection;

import org.jspecify.annotations.NullMarked;
