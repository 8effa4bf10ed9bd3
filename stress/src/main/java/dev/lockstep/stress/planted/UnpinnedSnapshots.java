package dev.lockstep.stress.planted;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.stress.subject.CountedPlatform;
import dev.lockstep.stress.subject.StoreSubject;
import java.io.IOException;

/** Parts of a vbucket whose snapshots read the current revision without holding it. */
public final class UnpinnedSnapshots extends VBucketParts {

  /** A store of such vbuckets: see {@link StoreSubject#with(String...)}. */
  public static StoreSubject store(String... documents) {
    return StoreSubject.with(new UnpinnedSnapshots(), CountedPlatform::new, documents);
  }

  @Override
  public VBucketParts forStore(Platform platform) {
    return this;
  }

  /** The fault. */
  @Override
  public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
    Revision current = vbucket.headerSwitch().current();
    return new Snapshot(current.file().couch(), current.header(), current.state(), () -> {});
  }
}
