package dev.lockstep.engine.store;

import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.VBucket;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which vbuckets a directory has, by number; immutable. A number is in at most one of the maps.
 *
 * @param vbuckets those that are open
 * @param damaged those that could not be opened
 * @param isOpen whether the directory is open
 */
record VBucketTable(
    SortedMap<Integer, VBucket> vbuckets,
    SortedMap<Integer, DamagedVBucket> damaged,
    boolean isOpen) {

  static VBucketTable empty(boolean isOpen) {
    return new VBucketTable(Collections.emptySortedMap(), Collections.emptySortedMap(), isOpen);
  }

  VBucket get(int id) throws VBucketClosedException {
    Optional<VBucket> found = find(id);
    if (found.isEmpty()) {
      throw new NoSuchVBucketException(id);
    }
    return found.get();
  }

  /** The vbucket of a number; empty if there is none. */
  Optional<VBucket> find(int id) throws VBucketClosedException {
    if (!isOpen) {
      throw new VBucketClosedException();
    }
    DamagedVBucket unopened = damaged.get(id);
    if (unopened != null) {
      throw unopened.exception();
    }
    return Optional.ofNullable(vbuckets.get(id));
  }

  VBucketTable with(int id, VBucket vbucket) {
    SortedMap<Integer, VBucket> more = new TreeMap<>(vbuckets);
    more.put(id, vbucket);
    return new VBucketTable(Collections.unmodifiableSortedMap(more), damaged, isOpen);
  }

  VBucketTable with(DamagedVBucket unopened) {
    SortedMap<Integer, DamagedVBucket> more = new TreeMap<>(damaged);
    more.put(unopened.id(), unopened);
    VBucketTable others = without(unopened.id());
    return new VBucketTable(others.vbuckets, Collections.unmodifiableSortedMap(more), isOpen);
  }

  VBucketTable without(int id) {
    SortedMap<Integer, VBucket> fewer = new TreeMap<>(vbuckets);
    fewer.remove(id);
    SortedMap<Integer, DamagedVBucket> fewerDamaged = new TreeMap<>(damaged);
    fewerDamaged.remove(id);
    return new VBucketTable(
        Collections.unmodifiableSortedMap(fewer),
        Collections.unmodifiableSortedMap(fewerDamaged),
        isOpen);
  }
}
