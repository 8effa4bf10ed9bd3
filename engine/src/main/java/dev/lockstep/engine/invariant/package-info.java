/** Checks that are always on. */
@NullMarked
package dev.lockstep.engine.invariant;

import org.jspecify.annotations.NullMarked;
