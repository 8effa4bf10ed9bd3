/**
 * The engine's shared objects and a whole vbucket under Lincheck: is every history of their operations
 * one that some order explains?
 */
@NullMarked
package dev.lockstep.stress.linearizability;

import org.jspecify.annotations.NullMarked;
