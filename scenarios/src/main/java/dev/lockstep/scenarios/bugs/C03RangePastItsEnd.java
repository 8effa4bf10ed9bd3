package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * C03 (MB-33373, 2019; MB-52010, 2022). A range of ids was read one step past its end: it showed the
 * document at which it was to stop.
 */
final class C03RangePastItsEnd extends VBucketParts {

  @Override
  public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
    HeaderSwitch.Pin pin = vbucket.headerSwitch().pin();
    Revision held = pin.revision();
    return new Snapshot(held.file().couch(), held.header(), held.state(), pin::release) {
      @Override
      public DocumentCursor byId(Bytes from, Optional<Bytes> to) throws IOException {
        return super.byId(from, to.map(C03RangePastItsEnd::next));
      }
    };
  }

  /** The first id after this one. */
  private static Bytes next(Bytes id) {
    return Bytes.wrap(Arrays.copyOf(id.toArray(), id.length() + 1));
  }
}
