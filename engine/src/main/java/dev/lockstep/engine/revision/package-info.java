/** The files of one vbucket: their names, which is current, and who holds it. */
@NullMarked
package dev.lockstep.engine.revision;

import org.jspecify.annotations.NullMarked;
