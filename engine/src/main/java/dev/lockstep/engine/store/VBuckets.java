package dev.lockstep.engine.store;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import dev.lockstep.engine.opening.DamagedDeletion;
import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketExistsException;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final System.Logger LOG = System.getLogger(VBuckets.class.getName());

  private final Platform platform;
  private final VBucketOptions options;
  private final VBucketParts parts;
  private final Mutex lifecycleLock;
  private final Cell<VBucketTable> live;

  /** Of vbuckets that do not exist: the highest revision they may have used. Under the lock. */
  private final Map<Integer, Long> revisionsUsed;

  /** Deleted ones whose compaction may not have ended. Under the lock. */
  private final List<VBucket> dying = new ArrayList<>();

  private final StoreWarmUpReport report;

  private VBuckets(
      Platform platform,
      VBucketOptions options,
      VBucketParts parts,
      VBucketTable opened,
      StoreWarmUp warmUp) {
    this.platform = platform;
    this.options = options;
    this.parts = parts;
    this.lifecycleLock = platform.newMutex("lifecycle lock");
    this.live = platform.newCell("vbuckets", opened);
    this.revisionsUsed = new TreeMap<>(warmUp.revisionsUsed());
    this.report = warmUp.report();
  }

  /**
   * Opens every vbucket of the platform's directory and removes what deleted ones left. One that cannot
   * be opened keeps no other from it: it is among the {@link #damaged}.
   *
   * @throws IOException if the directory cannot be read or written; then no vbucket is open
   */
  public static VBuckets open(Platform platform, VBucketOptions options) throws IOException {
    return open(platform, options, VBucketParts.standard());
  }

  /** The same, of vbuckets made of other parts. */
  public static VBuckets open(Platform platform, VBucketOptions options, VBucketParts parts)
      throws IOException {
    VBucketParts own = parts.forStore(platform);
    StoreWarmUp warmUp = new StoreWarmUp(platform, options, own);
    VBucketTable opened = warmUp.open();
    return new VBuckets(platform, options, own, opened, warmUp);
  }

  /** Takes a vbucket out of use that was opened and turns out to be unreadable; closes it. */
  public void setDamaged(int id, IOException cause) throws IOException {
    lifecycleLock.lock();
    try {
      VBucket unreadable = get(id);
      DamagedVBucket damaged = new DamagedVBucket(id, List.of(unreadable.currentFile()), cause);
      LOG.log(System.Logger.Level.WARNING, damaged.toString());
      live.set(live.get().with(damaged));
      unreadable.close();
    } finally {
      lifecycleLock.unlock();
    }
  }

  /** What the opening found and did. */
  public StoreWarmUpReport warmUpReport() {
    return report;
  }

  /**
   * The vbuckets that are there and could not be opened, by number. Operations on them answer {@link
   * dev.lockstep.engine.opening.VBucketDamagedException}; {@link #delete} takes them away.
   */
  public SortedMap<Integer, DamagedVBucket> damaged() {
    return live.get().damaged();
  }

  /**
   * The vbucket of a number, in its present generation.
   *
   * @throws NoSuchVBucketException if there is none
   * @throws dev.lockstep.engine.opening.VBucketDamagedException if it could not be opened
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
   * @throws IllegalArgumentException if no vbucket can have the number
   * @throws VBucketExistsException if it exists
   * @throws dev.lockstep.engine.opening.VBucketDamagedException if it exists and could not be opened
   * @throws IOException if it failed; then it does not exist, though a crash may still leave it, empty
   */
  public VBucket create(int id, Lifecycle state) throws IOException {
    checkRange("vbucket", id, 0, VBucketFileName.VBUCKET_MAX);
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
   * running compaction. Snapshots that are out stay good; the last one removes the file. One that could
   * not be opened loses its files at once.
   *
   * @throws NoSuchVBucketException if it does not exist
   * @throws IOException if it failed; the vbucket is as it was
   */
  public void delete(int id) throws IOException {
    lifecycleLock.lock();
    try {
      dying.removeIf(vbucket -> !vbucket.isCompacting());
      DamagedVBucket damaged = damaged().get(id);
      if (damaged != null) {
        WarmUp warmUp = parts.newWarmUp(platform, id, options);
        revisionsUsed.put(id, new DamagedDeletion(platform, warmUp).delete(damaged));
      } else {
        VBucket deleted = get(id);
        revisionsUsed.put(id, deleted.delete());
        dying.add(deleted);
      }
      live.set(live.get().without(id));
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
      VBucketTable last = live.get();
      live.set(VBucketTable.empty(false));
      last.vbuckets().values().forEach(VBucket::close);
      dying.forEach(VBucket::close);
      dying.clear();
    } finally {
      lifecycleLock.unlock();
    }
  }
}
