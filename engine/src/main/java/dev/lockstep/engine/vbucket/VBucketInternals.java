package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one vbucket share.
 *
 * <pre>
 * what                      who may change it
 * header switch             holder of the write lock; anyone may pin
 * source file's tail        holder of the write lock
 * compaction lock           held by the compactor for its whole run; closing waits for it
 * running compaction        set and cleared by the compactor itself; anyone may ask it to abort
 * refusal                   holder of the write lock; a reopening ends it
 * </pre>
 *
 * <p>The compactor takes the write lock while it holds the compaction lock; nobody does it the other
 * way round.
 */
public final class VBucketInternals {
  private final Platform platform;
  private final int id;
  private final VBucketOptions options;
  private final HeaderSwitch headerSwitch;
  private final Mutex writeLock;
  private final Mutex compactionLock;
  private final Cell<Optional<Compactor>> running;
  private @Nullable IOException refusal;

  VBucketInternals(Platform platform, int id, VBucketOptions options, Revision first) {
    this.platform = platform;
    this.id = id;
    this.options = options;
    this.headerSwitch = new HeaderSwitch(platform, first);
    this.writeLock = platform.newMutex("write lock");
    this.compactionLock = platform.newMutex("compaction lock");
    this.running = platform.newCell("running compaction", Optional.empty());
  }

  public Platform platform() {
    return platform;
  }

  public int id() {
    return id;
  }

  public VBucketOptions options() {
    return options;
  }

  public HeaderSwitch headerSwitch() {
    return headerSwitch;
  }

  public Mutex writeLock() {
    return writeLock;
  }

  /** Closing holds the compaction lock for a moment too, so a refusal first asks whether it was that. */
  void beginCompaction(Compactor compactor) throws IOException {
    if (!compactionLock.tryLock()) {
      headerSwitch.current();
      throw new CompactionRunningException(id);
    }
    running.set(Optional.of(compactor));
  }

  void endCompaction() {
    running.set(Optional.empty());
    compactionLock.unlock();
  }

  /** Waits until the compaction that runs now, if one does, touches no file any more. */
  void awaitEndOfCompaction() {
    compactionLock.lock();
    compactionLock.unlock();
  }

  /**
   * Asks the running compaction, if there is one, to give up. Called after the change that makes its
   * result worthless is published: a compaction that starts later sees the change, one that started
   * before is asked.
   */
  void abortCompaction() {
    running.get().ifPresent(Compactor::abort);
  }

  boolean isCompacting() {
    return running.get().isPresent();
  }

  /** From now on no write is taken: what is on disk is no longer known. Under the write lock. */
  void refuseWrites(IOException cause) {
    if (refusal == null) {
      refusal = cause;
    }
  }

  /** Whether writes are refused. Under the write lock. */
  boolean refusesWrites() {
    return refusal != null;
  }

  /** What is on disk is known again. Under the write lock. */
  void takeWrites() {
    refusal = null;
  }

  /** Stops a write if writes are refused. Under the write lock. */
  void checkWritable() throws WritesRefusedException {
    if (refusal != null) {
      throw new WritesRefusedException(id, refusal);
    }
  }
}
