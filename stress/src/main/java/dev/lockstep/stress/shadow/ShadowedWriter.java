package dev.lockstep.stress.shadow;

import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import java.io.IOException;
import java.util.List;

/** Commits the batches of a workload, one after the other, and knows what must be on disk. */
public final class ShadowedWriter {
  private final Workload workload;
  private final Shadow shadow = new Shadow();
  private long batches;

  public ShadowedWriter(Workload workload) {
    this.workload = workload;
  }

  /** Commits the next batch. One that fails leaves what must be on disk as it was. */
  public void flushNext(VBucket vbucket) throws IOException {
    List<Change> changes = workload.batch(batches + 1, shadow);
    vbucket.flush(Change.batchOf(changes));
    batches++;
    shadow.apply(changes);
  }

  /** How many batches were committed. */
  public long batches() {
    return batches;
  }

  /** Compares with what is on disk. One line a difference. */
  public List<String> differences(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return shadow.differences(snapshot);
    }
  }
}
