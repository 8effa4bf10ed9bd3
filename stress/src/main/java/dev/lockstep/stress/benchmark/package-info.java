/** The benchmark of stores: workloads, the driver, the table; our engine as one contender. */
@NullMarked
package dev.lockstep.stress.benchmark;

import org.jspecify.annotations.NullMarked;
