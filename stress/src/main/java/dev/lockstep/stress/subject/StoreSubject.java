package dev.lockstep.stress.subject;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A directory of vbuckets in memory with one vbucket in it, as it ships but for its files. Every call
 * answers in words; a vbucket that is deleted or closed answers so.
 */
public final class StoreSubject {
  private static final int VBUCKET = 7;
  private static final CompactionOptions PURGE_ALL =
      CompactionOptions.defaults().withPurgeUpToSeqno(Long.MAX_VALUE);

  private final CountedFiles files = new CountedFiles();
  private final VBuckets vbuckets;

  private StoreSubject(VBucketParts parts, Function<CountedFiles, Platform> machine) {
    try {
      this.vbuckets = VBuckets.open(machine.apply(files), VBucketOptions.defaults(), parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a vbucket. */
  public static StoreSubject empty() {
    return new StoreSubject(VBucketParts.standard(), CountedPlatform::new);
  }

  /** With a vbucket that holds these documents, each in a commit of its own, with itself as value. */
  public static StoreSubject with(String... documents) {
    return with(VBucketParts.standard(), CountedPlatform::new, documents);
  }

  /** The same of other parts and on another platform. */
  public static StoreSubject with(
      VBucketParts parts, Function<CountedFiles, Platform> machine, String... documents) {
    StoreSubject subject = new StoreSubject(parts, machine);
    subject.create();
    for (String document : documents) {
      subject.set(document, document);
    }
    return subject;
  }

  public VBuckets vbuckets() {
    return vbuckets;
  }

  // The vbucket's lives.

  /** {@code created} or {@code exists}. */
  public String create() {
    return Answers.of(() -> {
      vbuckets.create(VBUCKET, Lifecycle.ACTIVE);
      return "created";
    });
  }

  /** {@code deleted} or {@code no such vbucket}. */
  public String delete() {
    return Answers.of(() -> {
      vbuckets.delete(VBUCKET);
      return "deleted";
    });
  }

  // Documents.

  /** Commits one document: {@code seqno 3}. */
  public String set(String key, String value) {
    return Answers.of(() -> "seqno " + set(vbucket(), key, value));
  }

  private static long set(VBucket vbucket, String key, String value) throws IOException {
    return vbucket
        .flush(new WriteBatch().set(Bytes.ofUtf8(key), Bytes.ofUtf8(value)))
        .highSeqno();
  }

  /** Commits the end of one document: {@code seqno 3}. */
  public String remove(String key) {
    return Answers.of(() ->
        "seqno " + vbucket().flush(new WriteBatch().delete(Bytes.ofUtf8(key))).highSeqno());
  }

  /** Reads one document: its value, or {@code absent}. */
  public String get(String key) {
    return Answers.of(() -> text(vbucket().get(Bytes.ofUtf8(key))));
  }

  private static String text(Optional<Document> document) {
    return document.map(found -> found.body().toString()).orElse("absent");
  }

  /** Reads one commit in whole: {@code a=1 b=2}, by ids. */
  public String scan() {
    return Answers.of(() -> {
      try (Snapshot snapshot = vbucket().snapshot()) {
        return scan(snapshot);
      }
    });
  }

  private static String scan(Snapshot snapshot) throws IOException {
    Map<String, String> found = new TreeMap<>();
    DocumentCursor cursor = snapshot.bySeqno(1, Long.MAX_VALUE);
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      DocumentInfo info = next.get();
      if (!info.deleted()) {
        found.put(info.id().toString(), cursor.body(info).toString());
      }
    }
    StringJoiner text = new StringJoiner(" ");
    found.forEach((key, value) -> text.add(key + "=" + value));
    return text.toString();
  }

  /** What {@link #scan} answers for the only vbucket of a directory that nobody has open. */
  static String contentOf(Platform platform, int vbucket) {
    return Answers.of(() -> {
      try (VBucket opened = VBucket.open(platform, vbucket, VBucketOptions.defaults());
          Snapshot snapshot = opened.snapshot()) {
        return scan(snapshot);
      }
    });
  }

  // What goes on beside them.

  /** Compacts and purges all tombstones: {@code switched}, {@code aborted} or {@code running}. */
  public String compact() {
    return Answers.of(() -> Answers.word(vbucket().compact(PURGE_ALL)));
  }

  /** Takes the vbucket back: {@code seqno 1}. */
  public String rollback(long seqno) {
    return Answers.of(() -> "seqno " + vbucket().rollback(seqno).highSeqno());
  }

  /** What one commit counts: {@code revision 2, seqno 3, purged 0, items 2, tombstones 1}. */
  public String statistics() {
    return Answers.of(() -> {
      VBucketStatistics seen = vbucket().statistics();
      return "revision " + seen.revision() + ", seqno " + seen.persistedSeqno() + ", purged "
          + seen.purgeSeqno() + ", items " + seen.items() + ", tombstones " + seen.tombstones();
    });
  }

  /** The vbucket as it is now, for those who hold on to one generation. */
  public VBucket vbucket() throws IOException {
    return vbuckets.get(VBUCKET);
  }

  // How it ends.

  /**
   * Closes all: how many data files are left, as {@code 1 file}, if every handle was closed once, and
   * every file that is gone was closed before and removed once; else what went wrong.
   */
  public String end() {
    vbuckets.close();
    return fate();
  }

  /** The same of vbuckets that are closed. */
  public String fate() {
    int data = 0;
    StringJoiner wrong = new StringJoiner("; ");
    for (Map.Entry<String, String> file : files.fates().entrySet()) {
      String name = file.getKey();
      boolean isData =
          VBucketFileName.parse(name).filter(VBucketFileName::isData).isPresent();
      boolean isLeft = file.getValue().equals("closed");
      if (isData && isLeft) {
        data++;
      } else if (!isLeft && !file.getValue().equals("closed then removed")) {
        wrong.add(name + " is " + file.getValue());
      }
    }
    return wrong.length() > 0 ? wrong.toString() : data + (data == 1 ? " file" : " files");
  }
}
