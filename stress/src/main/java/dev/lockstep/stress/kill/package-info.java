/** Writers that are killed, and what they leave on disk. */
@NullMarked
package dev.lockstep.stress.kill;

import org.jspecify.annotations.NullMarked;
