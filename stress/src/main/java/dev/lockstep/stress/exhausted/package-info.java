/** Stores on machines that have run out of something. */
@NullMarked
package dev.lockstep.stress.exhausted;

import org.jspecify.annotations.NullMarked;
