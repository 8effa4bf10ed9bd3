package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B24 (MB-27963, 2018). A scan read which revision is current and then opened that file by its name,
 * holding nothing in between: the compactor could switch and remove the file first.
 */
final class B24RevisionReadThenOpened extends VBucketParts {

  @Override
  public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
    Revision revision = vbucket.headerSwitch().current();
    CouchFile opened = CouchFile.open(
        vbucket.platform().files(),
        revision.file().name().toString(),
        OpenMode.READ,
        HeaderSearch.STRICT,
        vbucket.options().couch());
    return new Snapshot(opened, revision.header(), revision.state(), opened);
  }
}
