@NullMarked
package dev.lockstep.scenarios.mutation;

import org.jspecify.annotations.NullMarked;
