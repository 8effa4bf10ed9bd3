/** The seam between the engine and the machine: mutexes, atomic cells, files, clock, tasks. */
@NullMarked
package dev.lockstep.engine.platform;

import org.jspecify.annotations.NullMarked;
