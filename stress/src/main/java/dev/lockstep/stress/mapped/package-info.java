/**
 * Races of the reads of a real file through its mapping, one class a race: an address that is gone ends
 * the JVM, which jcstress reports as an error. Their subjects hold open files, so that only a few of
 * them can be there at once.
 */
@NullMarked
package dev.lockstep.stress.mapped;

import org.jspecify.annotations.NullMarked;
