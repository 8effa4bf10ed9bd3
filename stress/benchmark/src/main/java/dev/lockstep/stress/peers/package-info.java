/** The stores that the benchmark compares ours to. */
@NullMarked
package dev.lockstep.stress.peers;

import org.jspecify.annotations.NullMarked;
