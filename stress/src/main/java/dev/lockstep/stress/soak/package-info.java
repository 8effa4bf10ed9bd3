/** The engine on real threads and files, for as long as one likes, against a shadow. */
@NullMarked
package dev.lockstep.stress.soak;

import org.jspecify.annotations.NullMarked;
