@NullMarked
package dev.lockstep.stress.soak;

import org.jspecify.annotations.NullMarked;
