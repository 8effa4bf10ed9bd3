/**
 * What is to be explored: tasks and their operations, the faults that may meet them, the
 * properties that must hold, the search.
 */
@NullMarked
package dev.lockstep.model.scenario;

import org.jspecify.annotations.NullMarked;
