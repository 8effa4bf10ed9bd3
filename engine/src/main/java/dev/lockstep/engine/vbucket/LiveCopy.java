package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.BulkLoad;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The copy of what is live under one header into an empty file.
 *
 * <ol>
 *   <li>Every by-seqno entry is added to the target but what is left of dropped collections and what the
 *       purge rule drops; the one with the highest seqno of its collection is no matter for the rule.
 *       The counters follow what is left out.
 *   <li>The local documents are added, the store's own ones with the target's own counters: a dropped
 *       collection is on the target's list no more, because nothing of it is there.
 *   <li>One commit, with the source header's timestamp. Its purge seqno is the highest seqno that the
 *       rule left out, or the source's if that is higher.
 * </ol>
 *
 * <p>Reads nothing that a writer may change, so it needs no lock.
 */
final class LiveCopy {
  /** At most so many entries are handled between two checkpoints. */
  private static final int CHECKPOINT_ENTRIES_MAX = 256;

  /** After so many bytes of bodies the next checkpoint comes at once. */
  private static final long CHECKPOINT_BYTES = 1 << 20;

  /** Goes along with the copy, and may stop it or hold it back. */
  interface Companion {

    /** An entry was kept. */
    void copied(DocumentInfo info);

    /**
     * The copy has handled so much since it began.
     *
     * @param documents entries kept or left out
     * @param bytes of their bodies, as stored
     */
    void passCheckpoint(long documents, long bytes) throws IOException;
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
  private final Companion companion;
  private final Manifest manifest;
  private final StateAccount account;
  private long purgeSeqno;
  private long documentsCopied;
  private long documentsPurged;
  private long bytes;
  private long entriesSinceCheckpoint;
  private long bytesSinceCheckpoint;

  LiveCopy(
      Revision from, CouchFile target, PurgeRule rule, StateAccount account, Companion companion) {
    this.from = from;
    this.source = from.file().couch();
    this.header = from.header().header();
    this.target = target;
    this.rule = rule;
    this.companion = companion;
    this.manifest = from.state().manifest();
    this.account = account;
    this.purgeSeqno = header.purgeSeqno();
  }

  /**
   * Copies and commits.
   *
   * @param sortEntriesMax how many by-id entries memory may hold
   */
  Copied copy(int sortEntriesMax) throws IOException {
    try (BulkLoad load = BulkLoad.into(target, sortEntriesMax)) {
      copyDocuments(load);
      return commit(load);
    }
  }

  /** Step 1. */
  private void copyDocuments(BulkLoad load) throws IOException {
    DocumentCursor cursor = source.bySeqno(header, 0, header.updateSeqno());
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      DocumentInfo info = next.get();
      if (manifest.isDropped(info)) {
        account.purged(info);
        documentsPurged++;
      } else if (rule.drops(info) && !manifest.isHighest(info)) {
        account.purged(info);
        purgeSeqno = Math.max(purgeSeqno, info.seqno());
        documentsPurged++;
      } else {
        account.copied(info, load.add(cursor, info));
        documentsCopied++;
        companion.copied(info);
      }
      passCheckpoint(info);
    }
  }

  private void passCheckpoint(DocumentInfo handled) throws IOException {
    bytes += handled.physicalSize();
    bytesSinceCheckpoint += handled.physicalSize();
    entriesSinceCheckpoint++;
    boolean isDue = entriesSinceCheckpoint == CHECKPOINT_ENTRIES_MAX
        || bytesSinceCheckpoint >= CHECKPOINT_BYTES;
    if (isDue) {
      entriesSinceCheckpoint = 0;
      bytesSinceCheckpoint = 0;
      companion.passCheckpoint(documentsCopied + documentsPurged, bytes);
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
    List<LocalDocument> locals =
        new ArrayList<>(StateDocuments.of(state, header.updateSeqno(), purgeSeqno));
    LocalCursor cursor = source.locals(header);
    for (Optional<LocalDocument> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      LocalDocument local = next.get();
      if (!StateDocuments.isOwnId(local.id())) {
        locals.add(local);
      }
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

  /** The bodies of the entries handled so far, kept or left out; bytes as stored. */
  long bytes() {
    return bytes;
  }
}
