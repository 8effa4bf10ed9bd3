package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.schedule.AutoCompactionLoop;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import dev.lockstep.engine.schedule.CompactionCounts;
import dev.lockstep.engine.schedule.CompactionScheduler;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.schedule.VBucketCompactions;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The compactions of a bucket: those asked for, those that nobody asked for, and their end.
 *
 * <pre>
 * a vbucket is deleted or rolled back   {@link #forget}, before anything is written to what follows
 * an expired document is met            the bucket's {@link Expirations} hear, and who asked
 * the bucket is closed                  {@link #close}, before its vbuckets are
 * </pre>
 */
final class BucketCompactions {
  private final VBuckets vbuckets;
  private final CompactionScheduler scheduler;
  private final BucketOptions options;
  private @Nullable AutoCompactionLoop loop;
  private @Nullable Task loopTask;

  /** Runs nothing before {@link #start}. */
  BucketCompactions(
      Platform platform,
      VBuckets vbuckets,
      BucketOptions options,
      BucketParts parts,
      Expirations expirations,
      Instruments instruments) {
    this.vbuckets = vbuckets;
    this.options = options;
    VBucketCompactions plain = new VBucketCompactions(vbuckets);
    this.scheduler = parts.newScheduler(platform, (id, how) -> {
      VBucketInstruments own = instruments.ofVBucket(id);
      CompactionListener heard = own.compactionListener()
          .and(expirations.listener(id))
          .and(Listeners.contained(how.listener()));
      return new Timed(plain.prepare(id, how.withListener(heard)), own);
    });
  }

  private record Timed(CompactionScheduler.Compaction compaction, VBucketInstruments instruments)
      implements CompactionScheduler.Compaction {

    @Override
    public CompactionResult run() throws IOException {
      long begun = instruments.begun();
      try {
        return compaction.run();
      } finally {
        instruments.ended(Instruments.Operation.COMPACTION, begun);
      }
    }

    @Override
    public void abort() {
      compaction.abort();
    }
  }

  void start(Platform platform) {
    scheduler.startTasks(platform, options.compactionsMax());
    Optional<AutoCompactionOptions> automatic = options.autoCompaction();
    if (automatic.isPresent()) {
      loop = new AutoCompactionLoop(platform, automatic.get(), vbuckets, scheduler::request);
      loopTask = platform.start("auto-compaction", loop);
    }
  }

  CompactionTicket request(int vbucket, CompactionOptions how) {
    return scheduler.request(vbucket, how);
  }

  CompactionCounts counts(int vbucket) {
    return scheduler.counts(vbucket);
  }

  /** What came of all, those of deleted vbuckets too. */
  CompactionCounts counts() {
    return scheduler.counts();
  }

  /** What was to be compacted is gone; see {@link CompactionScheduler#forget}. */
  void forget(int vbucket, String why) {
    scheduler.forget(vbucket, why);
  }

  /** Answers whoever waits, and ends every task. */
  void close() {
    if (loop != null) {
      loop.close();
    }
    scheduler.close();
    if (loopTask != null) {
      loopTask.join();
    }
  }
}
