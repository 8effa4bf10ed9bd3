package dev.lockstep.engine.vbucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.Optional;
import java.util.StringJoiner;

/** A directory in memory with vbucket 0 in it, and few words for what tests do with that. */
final class Store {
  final MemoryFiles files = new MemoryFiles();
  final OneThread platform = new OneThread(files);

  VBucket open() throws IOException {
    return open(VBucketParts.standard());
  }

  VBucket open(VBucketParts parts) throws IOException {
    return VBucket.open(platform, 0, VBucketOptions.defaults(), parts);
  }

  static Bytes bytes(String text) {
    return Bytes.ofUtf8(text);
  }

  static WriteBatch set(String id, String body) {
    return new WriteBatch().set(bytes(id), bytes(body));
  }

  static WriteBatch delete(String id) {
    return new WriteBatch().delete(bytes(id));
  }

  static WriteBatch prepare(String id, String body) {
    return new WriteBatch().prepare(bytes(id), bytes(body));
  }

  static WriteBatch commit(String id) {
    return new WriteBatch().commit(bytes(id));
  }

  static WriteBatch abort(String id) {
    return new WriteBatch().abort(bytes(id));
  }

  static WriteBatch local(String name, String value) {
    return new WriteBatch().setLocal(bytes("_local/" + name), bytes(value));
  }

  static WriteBatch removeLocal(String name) {
    return new WriteBatch().removeLocal(bytes("_local/" + name));
  }

  /** Catches up to the last byte before it locks. */
  static CompactionOptions compaction() {
    return CompactionOptions.defaults().withFinalCatchUpBytesMax(0).withHeldBackDocuments(0);
  }

  /** Compaction that drops tombstones up to {@code seqno}. */
  static CompactionOptions purging(long seqno) {
    return compaction().withPurgeUpToSeqno(seqno);
  }

  /** All that the newest commit shows, in one line. */
  static String show(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return show(snapshot);
    }
  }

  /** All that a snapshot shows but its purge seqno, in one line; a prepare's id follows a {@code ?}. */
  static String show(Snapshot snapshot) throws IOException {
    StringJoiner shown = new StringJoiner(", ");
    shown.add(snapshot.state().lifecycle().word() + " " + snapshot.highSeqno());
    DocumentCursor documents = snapshot.bySeqno(0, snapshot.highSeqno());
    for (Optional<DocumentInfo> next = documents.next();
        next.isPresent();
        next = documents.next()) {
      DocumentInfo info = next.get();
      String value = info.deleted() ? " deleted" : "=" + documents.body(info);
      shown.add(info.seqno() + " " + name(info.id()) + value);
    }
    LocalCursor locals = snapshot.locals();
    for (Optional<LocalDocument> next = locals.next(); next.isPresent(); next = locals.next()) {
      if (!StateDocuments.isOwnId(next.get().id())) {
        shown.add(next.get().id() + "=" + next.get().value());
      }
    }
    return shown.toString();
  }

  private static String name(Bytes id) {
    return Prepares.isPrepareId(id) ? "?" + Prepares.documentId(id) : id.toString();
  }

  /** The whole check of the newest commit: structure, and counters against a recount. */
  static void check(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      assertThat(VBucketCheck.structure(snapshot)).isEmpty();
      assertThat(VBucketCheck.droppedList(snapshot)).isEmpty();
      assertThat(VBucketCheck.counters(snapshot)).isEmpty();
    }
  }

  /** Closes; checks that nothing is open and that the current file is all there is. */
  void closeClean(VBucket vbucket) throws IOException {
    String current = vbucket.currentFile().toString();
    vbucket.close();
    assertThat(files.openHandles()).isEmpty();
    assertThat(files.list()).containsExactly(current);
  }
}
