/** Scenarios, the explorer that runs them, the properties it checks, and what it found. */
@NullMarked
package dev.lockstep.model.check;

import org.jspecify.annotations.NullMarked;
