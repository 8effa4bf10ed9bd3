package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * B40 (MB-43460, 2021). The front end dropped a collection in memory while some of its documents were being
 * flushed. After its commit the flusher passed over the counters of a dropped collection, and the next
 * flush, that of the drop, started from the old ones.
 */
final class B40DroppedInMemory extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new FaultyFlusher(vbucket);
  }

  private static final class FaultyFlusher extends Flusher {
    private final VBucketInternals vbucket;
    private final Cell<Set<Long>> dropped;

    FaultyFlusher(VBucketInternals vbucket) {
      super(vbucket);
      this.vbucket = vbucket;
      this.dropped = vbucket.platform().newCell("dropped in memory", Set.of());
    }

    @Override
    public FlushResult flush(WriteBatch batch) throws IOException {
      if (!batch.collectionsDropped().isEmpty()) {
        dropped.set(batch.collectionsDropped());
      }
      return super.flush(batch);
    }

    @Override
    protected void publish(Revision committed) throws IOException {
      Manifest before = vbucket.headerSwitch().current().state().manifest();
      Set<Long> passedOver = dropped.get();
      List<Generation> published = new ArrayList<>();
      for (Generation generation : committed.state().manifest().generations()) {
        boolean isOld = generation.isOpen() && passedOver.contains(generation.collection());
        published.add(isOld ? before.sameLife(generation).orElse(generation) : generation);
      }
      super.publish(new Revision(
          committed.file(),
          committed.header(),
          committed.state().withManifest(Manifest.of(published))));
    }
  }
}
