/** Processes that tests start and wait for. */
@NullMarked
package dev.lockstep.stress.child;

import org.jspecify.annotations.NullMarked;
