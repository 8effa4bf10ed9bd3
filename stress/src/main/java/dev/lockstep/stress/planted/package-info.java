/** Faulty copies and the races that must catch them: the test of the tests. */
@NullMarked
package dev.lockstep.stress.planted;

import org.jspecify.annotations.NullMarked;
