/** How long the tests of this module try. */
@NullMarked
package dev.lockstep.stress.length;

import org.jspecify.annotations.NullMarked;
