/** What clients called and what came back, and whether some sequential order explains it. */
@NullMarked
package dev.lockstep.model.history;

import org.jspecify.annotations.NullMarked;
