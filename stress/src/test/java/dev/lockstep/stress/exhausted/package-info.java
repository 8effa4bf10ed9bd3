@NullMarked
package dev.lockstep.stress.exhausted;

import org.jspecify.annotations.NullMarked;
