package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.NoSuchVBucketException;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketClosedException;
import dev.lockstep.engine.vbucket.VBucketExistsException;
import dev.lockstep.engine.vbucket.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.WarmUp;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vbuckets of one directory by number, each in one generation at a time.
 *
 * <pre>
 * get               any task, without a lock: one read
 * create, delete    one after the other, under the lifecycle lock, which is held while a write of the
 *                   vbucket ends, never while a reader or a compaction does
 * close             the same; then waits until no compaction touches a file any more
 * </pre>
 *
 * <p>Generations never mix. A vbucket object is one generation: when that is deleted, whatever is still
 * asked of the object is refused, and nothing leads from it to the next one. Their files have different
 * names: the revisions of a vbucket go on counting through deletions and restarts, so whatever an old
 * generation still renames or removes is its own.
 */
public final class VBuckets implements Closeable {
  private final Platform platform;
  private final VBucketOptions options;
  private final VBucketParts parts;
  private final Mutex lifecycleLock;
  private final Cell<Live> live;

  /** Of vbuckets that do not exist: the highest revision they may have used. Under the lock. */
  private final Map<Integer, Long> revisionsUsed = new TreeMap<>();

  /** Deleted ones whose compaction may not have ended. Under the lock. */
  private final List<VBucket> dying = new ArrayList<>();

  private VBuckets(Platform platform, VBucketOptions options, VBucketParts parts) {
    this.platform = platform;
    this.options = options;
    this.parts = parts;
    this.lifecycleLock = platform.newMutex("lifecycle lock");
    this.live = platform.newCell("vbuckets", new Live(Collections.emptySortedMap(), true));
  }

  /** What exists; immutable. */
  private record Live(SortedMap<Integer, VBucket> vbuckets, boolean isOpen) {
    VBucket get(int id) throws VBucketClosedException {
      return find(id).orElseThrow(() -> new NoSuchVBucketException(id));
    }

    Optional<VBucket> find(int id) throws VBucketClosedException {
      if (!isOpen) {
        throw new VBucketClosedException();
      }
      return Optional.ofNullable(vbuckets.get(id));
    }

    Live with(int id, VBucket vbucket) {
      SortedMap<Integer, VBucket> more = new TreeMap<>(vbuckets);
      more.put(id, vbucket);
      return new Live(Collections.unmodifiableSortedMap(more), true);
    }

    Live without(int id) {
      SortedMap<Integer, VBucket> fewer = new TreeMap<>(vbuckets);
      fewer.remove(id);
      return new Live(Collections.unmodifiableSortedMap(fewer), true);
    }
  }

  /** Opens every vbucket of the platform's directory and removes what deleted ones left. */
  public static VBuckets open(Platform platform, VBucketOptions options) throws IOException {
    return open(platform, options, VBucketParts.standard());
  }

  /**
   * Opens vbuckets made of other parts.
   *
   * @throws IOException if one of them cannot be opened; then none is
   */
  public static VBuckets open(Platform platform, VBucketOptions options, VBucketParts parts)
      throws IOException {
    VBuckets vbuckets = new VBuckets(platform, options, parts.forStore(platform));
    boolean isOpened = false;
    try {
      vbuckets.warmUp();
      isOpened = true;
      return vbuckets;
    } finally {
      if (!isOpened) {
        vbuckets.close();
      }
    }
  }

  private void warmUp() throws IOException {
    SortedMap<Integer, List<VBucketFileName>> found = new TreeMap<>();
    for (String name : platform.files().list()) {
      VBucketFileName.parse(name)
          .ifPresent(own ->
              found.computeIfAbsent(own.vbucket(), first -> new ArrayList<>()).add(own));
    }
    if (found.values().stream().anyMatch(names -> WarmUp.live(names).isEmpty())) {
      // The crash may have been the program's alone: a mark that is relied on has to outlive the
      // next.
      platform.files().syncDirectory();
    }
    for (Map.Entry<Integer, List<VBucketFileName>> entry : found.entrySet()) {
      warmUp(entry.getKey(), entry.getValue());
    }
  }

  private void warmUp(int id, List<VBucketFileName> found) throws IOException {
    if (WarmUp.live(found).isEmpty()) {
      parts.newWarmUp(platform, id, options).removeDead(found);
      revisionsUsed.put(id, WarmUp.revisionsUsed(found));
    } else {
      live.set(live.get().with(id, VBucket.open(platform, id, options, parts, found)));
    }
  }

  /**
   * The vbucket of a number, in its present generation.
   *
   * @throws NoSuchVBucketException if there is none
   * @throws VBucketClosedException if the directory is closed
   */
  public VBucket get(int id) throws VBucketClosedException {
    return live.get().get(id);
  }

  /**
   * The vbucket of a number, if its generation is still the given one: for work that was queued for it.
   *
   * @param generation {@link VBucket#generation}
   * @throws NoSuchVBucketException if that generation is no more
   * @throws VBucketClosedException if the directory is closed
   */
  public VBucket get(int id, long generation) throws VBucketClosedException {
    VBucket vbucket = get(id);
    if (vbucket.generation() != generation) {
      throw new NoSuchVBucketException(id);
    }
    return vbucket;
  }

  /** The vbuckets there are, in the order of their numbers; none once the directory is closed. */
  public SortedMap<Integer, VBucket> all() {
    return live.get().vbuckets();
  }

  /**
   * Creates a vbucket, a new generation if it existed before. When it returns, a crash leaves it.
   *
   * @throws VBucketExistsException if it exists
   * @throws IOException if it failed; then it does not exist, though a crash may still leave it, empty
   */
  public VBucket create(int id, Lifecycle state) throws IOException {
    lifecycleLock.lock();
    try {
      if (live.get().find(id).isPresent()) {
        throw new VBucketExistsException(id);
      }
      long used = revisionsUsed.getOrDefault(id, 0L);
      VBucket created = VBucket.create(platform, id, options.withCreatedAs(state), parts, used);
      revisionsUsed.remove(id);
      live.set(live.get().with(id, created));
      return created;
    } finally {
      lifecycleLock.unlock();
    }
  }

  /**
   * Deletes a vbucket with everything in it. When it returns, a crash does not bring it back. Aborts a
   * running compaction. Snapshots that are out stay good; the last one removes the file.
   *
   * @throws NoSuchVBucketException if it does not exist
   * @throws IOException if it failed; the vbucket is as it was
   */
  public void delete(int id) throws IOException {
    lifecycleLock.lock();
    try {
      dying.removeIf(vbucket -> !vbucket.isCompacting());
      VBucket deleted = get(id);
      revisionsUsed.put(id, deleted.delete());
      live.set(live.get().without(id));
      dying.add(deleted);
    } finally {
      lifecycleLock.unlock();
    }
  }

  /**
   * Closes every vbucket; see {@link VBucket#close}. From then on nothing but the last release of a
   * snapshot touches a file. Does nothing the second time.
   */
  @Override
  public void close() {
    lifecycleLock.lock();
    try {
      Live last = live.get();
      live.set(new Live(Collections.emptySortedMap(), false));
      last.vbuckets().values().forEach(VBucket::close);
      dying.forEach(VBucket::close);
      dying.clear();
    } finally {
      lifecycleLock.unlock();
    }
  }
}
