/** Races of real threads, one class a race, each outcome with the reason why it may or may not be. */
@NullMarked
package dev.lockstep.stress.memory;

import org.jspecify.annotations.NullMarked;
