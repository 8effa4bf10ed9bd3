/** What an execution did: steps, milestones, and the schedule that repeats it. */
@NullMarked
package dev.lockstep.model.trace;

import org.jspecify.annotations.NullMarked;
