package dev.lockstep.engine.bucket;

import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.schedule.CompactionCounts;
import dev.lockstep.engine.store.VBuckets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what a bucket counts. */
final class Statistics {
  private static final System.Logger LOG = System.getLogger(Statistics.class.getName());

  private final VBuckets vbuckets;
  private final Attachments attachments;
  private final Flushers flushers;
  private final BucketCompactions compactions;
  private final Instruments instruments;

  Statistics(
      VBuckets vbuckets,
      Attachments attachments,
      Flushers flushers,
      BucketCompactions compactions,
      Instruments instruments) {
    this.vbuckets = vbuckets;
    this.attachments = attachments;
    this.flushers = flushers;
    this.compactions = compactions;
    this.instruments = instruments;
  }

  BucketStatistics read() throws IOException {
    List<BucketStatistics.OfVBucket> counted = new ArrayList<>();
    for (VBucketWrites writes : attachments.all()) {
      read(writes).ifPresent(counted::add);
    }
    List<DamagedVBucket> damaged = List.copyOf(vbuckets.damaged().values());
    return new BucketStatistics(
        counted, damaged, flushers.counts(), compactions.counts(), instruments.latencies());
  }

  /** Empty where the vbucket is gone meanwhile. */
  private Optional<BucketStatistics.OfVBucket> read(VBucketWrites writes) throws IOException {
    try {
      VBucketStatistics disk = writes.vbucket().statistics();
      CompactionCounts counts = compactions.counts(writes.id());
      VBucketInstruments measured = writes.flushes().instruments();
      Map<Instruments.Operation, Latencies> latencies = measured.latencies();
      writes.shard().lock().lock();
      try {
        return Optional.of(new BucketStatistics.OfVBucket(
            disk,
            writes.highSeqno(),
            writes.queued(),
            writes.queuedBytes(),
            writes.shard().counts(writes.id()),
            counts,
            measured.compaction(),
            latencies));
      } finally {
        writes.shard().lock().unlock();
      }
    } catch (VBucketClosedException e) {
      LOG.log(System.Logger.Level.DEBUG, "vbucket " + writes.id() + " is gone", e);
      return Optional.empty();
    }
  }
}
