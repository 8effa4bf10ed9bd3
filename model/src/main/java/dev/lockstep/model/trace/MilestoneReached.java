package dev.lockstep.model.trace;

/**
 * A named point of a protocol that a task passed.
 *
 * @param afterStep how many steps the execution had taken
 * @param task the task's number
 * @param name the point's name, such as {@code compaction.pinned}
 * @param subject what it happened to
 * @param value a number that says more
 */
public record MilestoneReached(int afterStep, int task, String name, String subject, long value) {}
