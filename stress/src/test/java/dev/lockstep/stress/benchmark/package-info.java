/** The benchmark's table and JSON form, and a run in small. */
@NullMarked
package dev.lockstep.stress.benchmark;

import org.jspecify.annotations.NullMarked;
