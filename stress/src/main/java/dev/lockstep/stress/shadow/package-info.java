/** Seeded writes, and what a vbucket must hold after them. */
@NullMarked
package dev.lockstep.stress.shadow;

import org.jspecify.annotations.NullMarked;
