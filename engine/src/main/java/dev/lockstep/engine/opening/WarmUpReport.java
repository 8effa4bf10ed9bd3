package dev.lockstep.engine.opening;

import java.util.List;

/**
 * What a warm-up found of one vbucket and did with it.
 *
 * @param found the names of all its files, as they were found
 * @param chosen the file opened
 * @param created whether it was made just now because there was none
 * @param removed older revisions and unfinished files, removed
 * @param setAside revisions without any valid header, renamed and kept
 */
public record WarmUpReport(
    List<String> found,
    String chosen,
    boolean created,
    List<String> removed,
    List<String> setAside) {
  public WarmUpReport {
    found = List.copyOf(found);
    removed = List.copyOf(removed);
    setAside = List.copyOf(setAside);
  }
}
