/** Half of a cycle. */
@NullMarked
package dev.lockstep.stress.architecture.offending.other;

import org.jspecify.annotations.NullMarked;
