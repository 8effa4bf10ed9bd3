/**
 * Programs of other people, written for the seam: run under every schedule, their calls held
 * against a sequential order.
 */
@NullMarked
package dev.lockstep.model.program;

import org.jspecify.annotations.NullMarked;
