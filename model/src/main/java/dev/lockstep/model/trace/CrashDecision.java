package dev.lockstep.model.trace;

/**
 * The machine stops before a step is performed, and wakes with one of the disks it may have left.
 *
 * @param beforeStep how many steps were performed
 * @param image which of the crash images, in their order
 */
public record CrashDecision(int beforeStep, int image) {}
