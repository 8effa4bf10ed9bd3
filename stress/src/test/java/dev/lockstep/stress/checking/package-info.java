@NullMarked
package dev.lockstep.stress.checking;

import org.jspecify.annotations.NullMarked;
