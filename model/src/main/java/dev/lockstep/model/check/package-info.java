/**
 * The explorer: goes through the executions that a search asks for, on all cores, and comes to a
 * result.
 */
@NullMarked
package dev.lockstep.model.check;

import org.jspecify.annotations.NullMarked;
