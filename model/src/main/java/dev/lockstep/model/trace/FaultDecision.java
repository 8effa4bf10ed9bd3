package dev.lockstep.model.trace;

/**
 * A step meets a fault.
 *
 * @param step the index of the step
 * @param fault which fault, never {@link Fault#NONE}
 */
public record FaultDecision(int step, Fault fault) {}
