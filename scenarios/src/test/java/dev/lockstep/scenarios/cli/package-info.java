@NullMarked
package dev.lockstep.scenarios.cli;

import org.jspecify.annotations.NullMarked;
