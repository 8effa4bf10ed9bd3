package dev.lockstep.model.disk;

/**
 * A file that was opened and not closed.
 *
 * @param fileName the name it was opened by
 * @param taskName the task that opened it
 */
public record OpenHandle(String fileName, String taskName) {}
