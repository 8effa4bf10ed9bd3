/** JMH benchmarks of the engine's own small parts. */
@NullMarked
package dev.lockstep.stress.micro;

import org.jspecify.annotations.NullMarked;
