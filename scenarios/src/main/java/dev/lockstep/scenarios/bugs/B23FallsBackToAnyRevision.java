package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * B23 (MB-24294, 2017). A flusher that did not find the revision it wanted took any file of the vbucket
 * that it found, wrote there and acknowledged: the file was about to be removed.
 */
final class B23FallsBackToAnyRevision extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      public FlushResult flush(WriteBatch batch) throws IOException {
        try {
          return super.flush(batch);
        } catch (NoSuchVBucketException e) {
          List<VBucketFileName> any = dataFiles(vbucket);
          return any.isEmpty() ? super.flush(batch) : flushTo(any, vbucket, batch, e);
        }
      }
    };
  }

  private static List<VBucketFileName> dataFiles(VBucketInternals vbucket) throws IOException {
    return vbucket.platform().files().list().stream()
        .map(VBucketFileName::parse)
        .flatMap(Optional::stream)
        .filter(name -> name.vbucket() == vbucket.id() && name.isData())
        .toList();
  }

  private static FlushResult flushTo(
      List<VBucketFileName> any,
      VBucketInternals vbucket,
      WriteBatch batch,
      NoSuchVBucketException notFound)
      throws IOException {
    try (VBucket found = VBucket.open(
        vbucket.platform(), vbucket.id(), vbucket.options(), VBucketParts.standard(), any)) {
      return found.flush(batch);
    } catch (FileNotFoundException e) {
      notFound.addSuppressed(e);
      throw notFound;
    }
  }
}
