package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
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
 * running compaction        set and cleared by the compactor itself; anyone may ask it to abort
 * refusal                   holder of the write lock, for good
 * </pre>
 */
public final class VBucketInternals {
  /** The one object that stands for "no compaction runs": cells compare by identity. */
  private static final Optional<Compactor> NONE = Optional.empty();

  private final Platform platform;
  private final int id;
  private final VBucketOptions options;
  private final HeaderSwitch headerSwitch;
  private final Mutex writeLock;
  private final Cell<Optional<Compactor>> running;
  private @Nullable IOException refusal;

  VBucketInternals(Platform platform, int id, VBucketOptions options, Revision first) {
    this.platform = platform;
    this.id = id;
    this.options = options;
    this.headerSwitch = new HeaderSwitch(platform, first);
    this.writeLock = platform.newMutex("write lock");
    this.running = platform.newCell("running compaction", NONE);
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

  /** The compaction that runs now, if one does. */
  public Optional<Compactor> runningCompaction() {
    return running.get();
  }

  void beginCompaction(Compactor compactor) throws CompactionRunningException {
    if (!running.compareAndSet(NONE, Optional.of(compactor))) {
      throw new CompactionRunningException(id);
    }
  }

  void endCompaction() {
    running.set(NONE);
  }

  /**
   * Asks the running compaction, if there is one, to give up. Called after the change that makes its
   * result worthless is published: a compaction that starts later sees the change, one that started
   * before is asked.
   */
  void abortCompaction() {
    running.get().ifPresent(Compactor::abort);
  }

  /** From now on no write is taken: what is on disk is no longer known. Under the write lock. */
  void refuseWrites(IOException cause) {
    if (refusal == null) {
      refusal = cause;
    }
  }

  /** Stops a write if writes are refused. Under the write lock. */
  void checkWritable() throws WritesRefusedException {
    if (refusal != null) {
      throw new WritesRefusedException(id, refusal);
    }
  }
}
