@NullMarked
package dev.lockstep.scenarios.bench;

import org.jspecify.annotations.NullMarked;
