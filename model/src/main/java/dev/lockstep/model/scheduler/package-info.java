/** The orders in which to run the steps of tasks: one scheduler a class. */
@NullMarked
package dev.lockstep.model.scheduler;

import org.jspecify.annotations.NullMarked;
