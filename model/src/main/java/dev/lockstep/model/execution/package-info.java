/**
 * One run of a scenario under one schedule, from the opening of the store to the judgement: what
 * drives the engine, and what each property looks at.
 */
@NullMarked
package dev.lockstep.model.execution;

import org.jspecify.annotations.NullMarked;
