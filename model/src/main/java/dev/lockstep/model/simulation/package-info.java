/** The platform that runs engine code one step at a time over a disk that may lose what was not synced. */
@NullMarked
package dev.lockstep.model.simulation;

import org.jspecify.annotations.NullMarked;
