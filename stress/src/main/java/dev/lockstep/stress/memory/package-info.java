/**
 * Races on what other code relies on to be seen by other threads: cells, mutexes, conditions, the header
 * switch and the node cache, one class a race, each outcome with the reason why it may or may not be.
 */
@NullMarked
package dev.lockstep.stress.memory;

import org.jspecify.annotations.NullMarked;
