package dev.lockstep.model.simulation;

/**
 * What a step asks of the room on the disk that makes a file, or writes to one.
 *
 * @param start where the bytes begin that it was to write; 0 if it makes a file
 * @param end where they end; 0 if it makes a file
 * @param isFull whether the disk was full before the step
 */
public record RoomAsked(long start, long end, boolean isFull) {}
