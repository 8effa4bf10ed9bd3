package dev.lockstep.engine.store;

import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.opening.WarmUpReport;
import java.util.List;
import java.util.SortedMap;

/**
 * What the opening of a store found of its vbuckets and did with them.
 *
 * @param opened by the number of each vbucket that was opened
 * @param damaged by the number of each that could not be
 * @param removed the files that deleted vbuckets had left, removed
 */
public record StoreWarmUpReport(
    SortedMap<Integer, WarmUpReport> opened,
    SortedMap<Integer, DamagedVBucket> damaged,
    List<String> removed) {
  public StoreWarmUpReport {
    removed = List.copyOf(removed);
  }
}
