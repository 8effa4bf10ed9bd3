/** Measures: what it takes each scheduler to find the seeded bugs. */
@NullMarked
package dev.lockstep.scenarios.bench;

import org.jspecify.annotations.NullMarked;
