/** The benchmark of the checker: how fast it is beside another one, on a store made for the purpose. */
@NullMarked
package dev.lockstep.stress.checking;

import org.jspecify.annotations.NullMarked;
