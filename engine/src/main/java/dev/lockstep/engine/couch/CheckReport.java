package dev.lockstep.engine.couch;

import java.util.List;

/**
 * What a walk through a whole file found.
 *
 * @param problems damage, one line each, with position; not more than a limit of them
 * @param remarks sizes that other stores are known to count differently than we do: old ones count
 *     block type bytes, and some copy the sizes of an encrypted file into a plain one; as problems
 * @param live documents that are not deleted, recounted
 * @param deleted tombstones, recounted
 * @param physicalSize bytes that the chunks of all bodies take, recounted
 * @param nodesSize bytes that the chunks of the nodes of all three trees take
 * @param locals local documents
 * @param headers headers from the one checked back to the first
 */
public record CheckReport(
    List<String> problems,
    List<String> remarks,
    long live,
    long deleted,
    long physicalSize,
    long nodesSize,
    long locals,
    long headers) {

  public CheckReport {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /** Whether all is as we write it. */
  public boolean isClean() {
    return problems.isEmpty() && remarks.isEmpty();
  }
}
