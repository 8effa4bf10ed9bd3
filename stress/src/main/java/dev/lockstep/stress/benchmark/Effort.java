package dev.lockstep.stress.benchmark;

/**
 * How much is measured.
 *
 * @param documents how many documents a store is loaded with
 * @param warmUpDocuments how many the store has that warms the code up
 * @param readSeconds how long points are read; a third as long unmeasured before
 * @param overwriteSecondsMax when overwriting ends that has not reached every document
 * @param writerSeconds how long the writer runs, each time
 * @param workloadSecondsMax how long any workload may take before its store is given up
 */
record Effort(
    int documents,
    int warmUpDocuments,
    int readSeconds,
    int overwriteSecondsMax,
    int writerSeconds,
    int workloadSecondsMax) {

  /** What the goals are about. */
  static final Effort FULL = new Effort(1_000_000, 100_000, 5, 20, 20, 300);

  /** A look that takes less than two minutes with all peers. */
  static final Effort QUICK = new Effort(100_000, 30_000, 1, 3, 3, 60);

  /** The same, to warm up the code. */
  Effort warmUp() {
    return new Effort(warmUpDocuments, 0, 1, 1, 1, workloadSecondsMax);
  }
}
