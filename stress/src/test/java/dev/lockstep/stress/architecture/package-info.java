/** Which package may use which, and what the engine may not use at all. */
@NullMarked
package dev.lockstep.stress.architecture;

import org.jspecify.annotations.NullMarked;
