/** The header switch under Lincheck: is every history of its operations one that some order explains? */
@NullMarked
package dev.lockstep.stress.linearizability;

import org.jspecify.annotations.NullMarked;
