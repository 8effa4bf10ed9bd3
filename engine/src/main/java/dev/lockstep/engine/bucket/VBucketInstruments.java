package dev.lockstep.engine.bucket;

import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionProgress;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform measures of one vbucket number since the bucket was opened, whichever generation has it.
 * Called by many tasks, partly under locks: waits for nothing.
 */
public interface VBucketInstruments {

  /** Measures nothing. */
  VBucketInstruments NONE = new VBucketInstruments() {};

  /** The time at which something begins, for {@link #ended}. */
  default long begun() {
    return 0;
  }

  /** Something ended that began at a time given by {@link #begun}. */
  default void ended(Instruments.Operation operation, long begun) {}

  /** Hears of each compaction. */
  default CompactionListener compactionListener() {
    return CompactionListener.NONE;
  }

  /** What was measured; nothing for what never happened. */
  default Map<Instruments.Operation, Latencies> latencies() {
    return Map.of();
  }

  /** What the compaction that runs now told last; empty where none runs, or it has told nothing yet. */
  default Optional<CompactionProgress> compaction() {
    return Optional.empty();
  }
}
