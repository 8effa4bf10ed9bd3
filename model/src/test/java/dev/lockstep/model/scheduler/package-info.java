@NullMarked
package dev.lockstep.model.scheduler;

import org.jspecify.annotations.NullMarked;
