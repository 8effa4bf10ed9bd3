package dev.lockstep.engine.couch;

import java.util.List;

/**
 * What a walk through a whole file found.
 *
 * @param problems one line each, with position; not more than a limit of them
 * @param live documents that are not deleted, recounted
 * @param deleted tombstones, recounted
 * @param physicalSize bytes that the chunks of all bodies take, recounted
 * @param locals local documents
 * @param headers headers from the one checked back to the first
 */
public record CheckReport(
    List<String> problems, long live, long deleted, long physicalSize, long locals, long headers) {

  public CheckReport {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean isClean() {
    return problems.isEmpty();
  }
}
