/** Runs the races in jcstress and reads what came of them. */
@NullMarked
package dev.lockstep.stress.memory;

import org.jspecify.annotations.NullMarked;
