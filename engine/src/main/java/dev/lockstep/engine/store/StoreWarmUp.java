package dev.lockstep.engine.store;

import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Opens the vbuckets of a directory from whatever a shutdown or a crash left of them.
 *
 * <ol>
 *   <li>List the files, by vbucket.
 *   <li>Where one is deleted, make the mark that says so durable: the crash may have been the program's
 *       alone, and a mark that is relied on has to outlive the next.
 *   <li>Remove what deleted vbuckets left, and open each of the others ({@link WarmUp}). One that cannot
 *       be opened is noted as damaged, and keeps no other from it.
 *   <li>Where one is damaged, make durable that it is there: a deletion that failed may have left a mark
 *       which it took back, but not yet for the next crash.
 * </ol>
 */
final class StoreWarmUp {
  private static final System.Logger LOG = System.getLogger(StoreWarmUp.class.getName());

  private final Platform platform;
  private final VBucketOptions options;
  private final VBucketParts parts;

  private final SortedMap<Integer, VBucket> opened = new TreeMap<>();
  private final SortedMap<Integer, DamagedVBucket> damaged = new TreeMap<>();
  private final Map<Integer, Long> revisionsUsed = new TreeMap<>();
  private final List<String> removed = new ArrayList<>();

  StoreWarmUp(Platform platform, VBucketOptions options, VBucketParts parts) {
    this.platform = platform;
    this.options = options;
    this.parts = parts;
  }

  /**
   * Opens them.
   *
   * @throws IOException if the directory cannot be read or written; then none is open
   */
  VBucketTable open() throws IOException {
    boolean isDone = false;
    try {
      SortedMap<Integer, List<VBucketFileName>> found = list();
      makeMarksDurable(found);
      for (Map.Entry<Integer, List<VBucketFileName>> entry : found.entrySet()) {
        if (WarmUp.live(entry.getValue()).isEmpty()) {
          removeDead(entry.getKey(), entry.getValue());
        } else {
          open(entry.getKey(), entry.getValue());
        }
      }
      makeDamagedDurable();
      isDone = true;
      return new VBucketTable(
          Collections.unmodifiableSortedMap(opened),
          Collections.unmodifiableSortedMap(damaged),
          true);
    } finally {
      if (!isDone) {
        opened.values().forEach(VBucket::close);
      }
    }
  }

  /** Step 1. */
  private SortedMap<Integer, List<VBucketFileName>> list() throws IOException {
    SortedMap<Integer, List<VBucketFileName>> found = new TreeMap<>();
    for (String name : platform.files().list()) {
      VBucketFileName.parse(name)
          .ifPresent(own ->
              found.computeIfAbsent(own.vbucket(), first -> new ArrayList<>()).add(own));
    }
    return found;
  }

  /** Step 2. */
  private void makeMarksDurable(SortedMap<Integer, List<VBucketFileName>> found)
      throws IOException {
    if (found.values().stream().anyMatch(names -> WarmUp.live(names).isEmpty())) {
      platform.files().syncDirectory();
    }
  }

  /** Step 3, of a deleted vbucket. */
  private void removeDead(int id, List<VBucketFileName> found) throws IOException {
    removed.addAll(parts.newWarmUp(platform, id, options).removeDead(found));
    revisionsUsed.put(id, WarmUp.revisionsUsed(found));
  }

  /** Step 3, of any other. */
  private void open(int id, List<VBucketFileName> found) {
    try {
      opened.put(id, VBucket.open(platform, id, options, parts, found));
    } catch (IOException e) {
      DamagedVBucket unopened = new DamagedVBucket(id, found, e);
      LOG.log(System.Logger.Level.WARNING, unopened.toString());
      damaged.put(id, unopened);
    }
  }

  /** Step 4. Those that are open have seen to it themselves. */
  private void makeDamagedDurable() throws IOException {
    if (!damaged.isEmpty()) {
      platform.files().syncDirectory();
    }
  }

  /** Of vbuckets that do not exist: the highest revision they may have used. */
  Map<Integer, Long> revisionsUsed() {
    return revisionsUsed;
  }

  /** What was found and done; after {@link #open()}. */
  StoreWarmUpReport report() {
    SortedMap<Integer, WarmUpReport> reports = new TreeMap<>();
    opened.forEach((id, vbucket) -> reports.put(id, vbucket.warmUpReport()));
    return new StoreWarmUpReport(
        Collections.unmodifiableSortedMap(reports),
        Collections.unmodifiableSortedMap(damaged),
        removed);
  }
}
