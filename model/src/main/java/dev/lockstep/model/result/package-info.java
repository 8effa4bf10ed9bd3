/**
 * What came out of an exploration, for people and programs: verdicts, counterexamples, tokens that
 * replay them, what was covered.
 */
@NullMarked
package dev.lockstep.model.result;

import org.jspecify.annotations.NullMarked;
