@NullMarked
package dev.lockstep.model.trace;

import org.jspecify.annotations.NullMarked;
