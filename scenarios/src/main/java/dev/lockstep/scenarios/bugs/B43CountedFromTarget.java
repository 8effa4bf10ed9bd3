package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * B43 (MB-45917, MB-48923, 2021). The file of an older program has no counters of prepares. Its first
 * compaction took what the compacted file holds for what the source held, and subtracted from that what
 * it had left out, which was not in it any more.
 */
final class B43CountedFromTarget extends VBucketParts {
  private static final String COUNTER = "on_disk_prepares";

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      private long leftOut;
      private long leftOutBytes;

      @Override
      protected void copyLive() throws IOException {
        Revision from = source().revision();
        if (!isCounted(from)) {
          countLeftOut(from);
        }
        super.copyLive();
      }

      private void countLeftOut(Revision from) throws IOException {
        Header header = from.header().header();
        DocumentCursor cursor =
            from.file().couch().bySeqno(header, 0, from.state().highCompletedSeqno());
        for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
          DocumentInfo info = next.get();
          if (Prepares.isPrepareId(info.id()) && !info.deleted()) {
            leftOut++;
            leftOutBytes += info.physicalSize();
          }
        }
      }

      @Override
      protected StateAccount newAccount(VBucketState held) {
        return new StateAccount(held.withPrepares(
            held.onDiskPrepares() - leftOut, held.onDiskPrepareBytes() - leftOutBytes));
      }
    };
  }

  private static boolean isCounted(Revision from) throws IOException {
    CouchFile couch = from.file().couch();
    return couch
        .local(from.header().header(), VBucketState.LOCAL_ID)
        .map(document -> new String(document.toArray(), StandardCharsets.UTF_8))
        .filter(text -> text.contains(COUNTER))
        .isPresent();
  }
}
