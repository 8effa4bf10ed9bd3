package dev.lockstep.engine.golden;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.document.RevisionMetadata.DeleteSource;
import dev.lockstep.engine.document.RevisionMetadata.Layout;
import dev.lockstep.engine.document.RevisionMetadata.Operation;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Small couch files of our own making, one a disk version, all with the same content: three commits,
 * trees of several levels, bodies plain, compressed, empty and absent, tombstones with and without a
 * body, an id that is not UTF-8, local documents of which one was removed, a purge seqno. The test
 * resources keep one of each, so that every build reads files that another build wrote.
 */
public final class OwnFiles {
  /** Small, so that few documents make deep trees. */
  private static final int NODE_SIZE_THRESHOLD = 300;

  private static final long FIRST_COMMIT_NANOS = 1_600_000_000_000_000_001L;

  private OwnFiles() {}

  /** The name of the file of that version. */
  public static String name(DiskVersion version) {
    return "v" + version.number() + ".couch";
  }

  /** Writes the files anew into the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    StorageFiles files = LivePlatform.files(Path.of(arguments[0]));
    for (DiskVersion version : DiskVersion.values()) {
      write(files, name(version), version);
    }
  }

  /** Writes one of them. */
  public static void write(StorageFiles files, String name, DiskVersion version)
      throws IOException {
    CouchOptions options = new CouchOptions(version, NODE_SIZE_THRESHOLD);
    try (CouchFile file = CouchFile.create(files, name, options, InitialHeader.WRITTEN)) {
      Header header = file.lastHeader().header();
      header = save(file, header, created());
      header = file.saveLocals(
          header,
          List.of(local("_local/vbstate", "{\"state\":\"active\"}"), local("_local/draft", "x")));
      header = commit(file, header, 1);
      header = save(file, header, changed());
      header = file.saveLocals(
          header,
          List.of(
              new LocalChange(Bytes.ofUtf8("_local/draft"), Optional.empty()),
              local("_local/empty", "")));
      header = commit(file, header, 2);
      header = save(file, header, List.of(odd()));
      commit(file, header.withPurgeSeqno(3), 3);
    }
  }

  /** Writes a file of three documents, of which the last two are tombstones. */
  public static void writeEndingInTombstones(StorageFiles files, String name) throws IOException {
    try (CouchFile file =
        CouchFile.create(files, name, CouchOptions.defaults(), InitialHeader.WRITTEN)) {
      List<DocumentChange> changes = List.of(
          plain(key(2), 2, Bytes.ofUtf8("{}")),
          deleted(key(1), 3, Optional.empty()),
          deleted(key(3), 4, Optional.empty()));
      commit(file, save(file, file.lastHeader().header(), changes), 1);
    }
  }

  private static Header save(CouchFile file, Header base, List<DocumentChange> changes)
      throws IOException {
    return file.saveDocuments(base, changes, (change, previous) -> {});
  }

  private static Header commit(CouchFile file, Header draft, int number) throws IOException {
    return file.commit(draft.withTimestampNanos(FIRST_COMMIT_NANOS + number)).header();
  }

  private static List<DocumentChange> created() {
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      Bytes body = Bytes.ofUtf8("{\"number\":" + i + ",\"padding\":\"" + "-".repeat(i) + "\"}");
      changes.add(i % 3 == 0 ? compressed(key(i), i, body) : plain(key(i), i, body));
    }
    return changes;
  }

  /** Overwrites some, deletes some with and some without a body, empties one. */
  private static List<DocumentChange> changed() {
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 5; i <= 10; i++) {
      changes.add(plain(key(i), 36 + i, Bytes.ofUtf8("{\"again\":" + i + "}")));
    }
    for (int i = 20; i <= 22; i++) {
      changes.add(deleted(key(i), 27 + i, Optional.empty()));
    }
    changes.add(deleted(key(30), 50, Optional.of(Bytes.ofUtf8("{\"_xattr\":1}"))));
    changes.add(plain(key(31), 51, Bytes.EMPTY));
    return changes;
  }

  /** An id that is no text, a body that is no JSON. */
  private static DocumentChange odd() {
    return plain(
        Bytes.of(new byte[] {8, (byte) 0xff, 'k'}), 52, Bytes.of(new byte[] {0, 1, (byte) 0x80}));
  }

  private static Bytes key(int number) {
    return Bytes.ofUtf8(String.format("key-%03d", number * 7919 % 1000));
  }

  private static DocumentChange plain(Bytes id, long seqno, Bytes body) {
    return new DocumentChange(id, seqno, 1, false, 0, metadata(seqno, 0), Optional.of(body));
  }

  private static DocumentChange compressed(Bytes id, long seqno, Bytes body) {
    Bytes stored = Bytes.wrap(Compression.compress(body.toArray()));
    return new DocumentChange(
        id, seqno, 1, false, DocumentInfo.COMPRESSED, metadata(seqno, 0), Optional.of(stored));
  }

  private static DocumentChange deleted(Bytes id, long seqno, Optional<Bytes> body) {
    return new DocumentChange(id, seqno, 2, true, 0, metadata(seqno, 1_600_000_000), body);
  }

  private static Bytes metadata(long seqno, long expirySeconds) {
    return new RevisionMetadata(
            Layout.V1,
            FIRST_COMMIT_NANOS + seqno,
            expirySeconds,
            0x02000006,
            DeleteSource.EXPLICIT,
            1,
            Operation.NONE,
            Bytes.EMPTY)
        .encode();
  }

  private static LocalChange local(String id, String value) {
    return new LocalChange(Bytes.ofUtf8(id), Optional.of(Bytes.ofUtf8(value)));
  }
}
