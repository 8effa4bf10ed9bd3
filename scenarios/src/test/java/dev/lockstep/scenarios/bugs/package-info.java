@NullMarked
package dev.lockstep.scenarios.bugs;

import org.jspecify.annotations.NullMarked;
