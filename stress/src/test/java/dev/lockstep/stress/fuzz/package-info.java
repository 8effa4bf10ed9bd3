/** Files that nobody wrote in good faith. */
@NullMarked
package dev.lockstep.stress.fuzz;

import org.jspecify.annotations.NullMarked;
