@NullMarked
package dev.lockstep.stress.kill;

import org.jspecify.annotations.NullMarked;
