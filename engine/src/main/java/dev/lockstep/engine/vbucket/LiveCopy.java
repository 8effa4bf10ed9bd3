package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.BulkLoad;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The copy of what is live under one header into an empty file.
 *
 * <ol>
 *   <li>Every by-seqno entry that the purge rule keeps is added to the target; the counters of the
 *       state document follow what is left out.
 *   <li>The local documents are added, the state document with the target's own counters.
 *   <li>One commit, with the source header's timestamp. Its purge seqno is the highest seqno left out,
 *       or the source's if that is higher.
 * </ol>
 *
 * <p>Reads nothing that a writer may change, so it needs no lock.
 */
final class LiveCopy {
  /** How many entries are handled between two looks at the checkpoint. */
  private static final int ENTRIES_PER_CHECKPOINT = 256;

  /** Where the copy may be stopped. */
  @FunctionalInterface
  interface Checkpoint {
    void pass() throws IOException;
  }

  /**
   * What the copy made.
   *
   * @param committed the target's first commit
   * @param state the state document in it
   */
  record Copied(CommittedHeader committed, VBucketState state) {}

  private final Revision from;
  private final CouchFile source;
  private final Header header;
  private final CouchFile target;
  private final PurgeRule rule;
  private final Checkpoint checkpoint;
  private final StateAccount account;
  private long purgeSeqno;
  private long documentsCopied;
  private long documentsPurged;

  LiveCopy(Revision from, CouchFile target, PurgeRule rule, Checkpoint checkpoint) {
    this.from = from;
    this.source = from.file().couch();
    this.header = from.header().header();
    this.target = target;
    this.rule = rule;
    this.checkpoint = checkpoint;
    this.account = new StateAccount(from.state());
    this.purgeSeqno = header.purgeSeqno();
  }

  /** Copies and commits. */
  Copied copy() throws IOException {
    try (BulkLoad load = BulkLoad.into(target)) {
      copyDocuments(load);
      return commit(load);
    }
  }

  /** Step 1. */
  private void copyDocuments(BulkLoad load) throws IOException {
    DocumentCursor cursor = source.bySeqno(header, 0, header.updateSeqno());
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      DocumentInfo info = next.get();
      if (rule.drops(info)) {
        account.purged(info);
        purgeSeqno = Math.max(purgeSeqno, info.seqno());
        documentsPurged++;
      } else {
        account.copied(info, load.add(source, info));
        documentsCopied++;
      }
      if ((documentsCopied + documentsPurged) % ENTRIES_PER_CHECKPOINT == 0) {
        checkpoint.pass();
      }
    }
  }

  /** Steps 2 and 3. */
  private Copied commit(BulkLoad load) throws IOException {
    VBucketState state = account.toState(from.state());
    Header draft =
        load.finish(locals(state), header.updateSeqno(), purgeSeqno, header.timestampNanos());
    return new Copied(target.commit(draft), state);
  }

  private List<LocalDocument> locals(VBucketState state) throws IOException {
    List<LocalDocument> locals = new ArrayList<>();
    LocalCursor cursor = source.locals(header);
    for (Optional<LocalDocument> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      LocalDocument local = next.get();
      boolean isState = local.id().equals(VBucketState.LOCAL_ID);
      locals.add(
          isState
              ? new LocalDocument(
                  local.id(), VBucketStateJson.encode(state, header.updateSeqno(), purgeSeqno))
              : local);
    }
    return locals;
  }

  /** How many entries were kept so far. */
  long documentsCopied() {
    return documentsCopied;
  }

  /** How many entries were left out so far. */
  long documentsPurged() {
    return documentsPurged;
  }
}
