package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * B26 (MB-11177 and MB-11190, 2014). A reader cleaned up: it removed every file that was not of the
 * revision it knew. By then the compactor had switched to the next one.
 */
final class B26ReaderRemovesStaleFiles extends VBucketParts {

  @Override
  public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
    StorageFiles files = vbucket.platform().files();
    Revision known = vbucket.headerSwitch().current();
    List<String> stale = files.list().stream()
        .map(VBucketFileName::parse)
        .flatMap(Optional::stream)
        .filter(name -> name.vbucket() == vbucket.id() && name.isData())
        .filter(name -> name.revision() != known.number())
        .map(VBucketFileName::toString)
        .toList();
    for (String name : stale) {
      files.remove(name);
    }
    return super.openSnapshot(vbucket);
  }
}
