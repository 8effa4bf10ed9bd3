package dev.lockstep.model.scheduler;

/**
 * How much of what there is to explore was explored.
 *
 * @param executions how many schedules were run
 * @param complete whether they are all that the scheduler was asked for
 * @param description the same in words
 */
public record Coverage(long executions, boolean complete, String description) {}
