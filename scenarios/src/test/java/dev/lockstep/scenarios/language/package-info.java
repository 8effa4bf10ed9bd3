@NullMarked
package dev.lockstep.scenarios.language;

import org.jspecify.annotations.NullMarked;
