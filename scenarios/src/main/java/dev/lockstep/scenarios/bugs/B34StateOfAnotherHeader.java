package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B34 (MB-35631, 2019). A scan opened the file at one header and then took the vbucket's state from
 * the cache, where a flush had put the state of the next header meanwhile.
 */
final class B34StateOfAnotherHeader extends VBucketParts {

  @Override
  public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
    HeaderSwitch.Pin pin = vbucket.headerSwitch().pin();
    Revision held = pin.revision();
    Revision cached = vbucket.headerSwitch().current();
    return new Snapshot(held.file().couch(), held.header(), cached.state(), pin::release);
  }
}
