@NullMarked
package dev.lockstep.model.simulation;

import org.jspecify.annotations.NullMarked;
