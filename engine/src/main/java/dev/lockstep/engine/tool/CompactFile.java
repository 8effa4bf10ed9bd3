package dev.lockstep.engine.tool;

import dev.lockstep.engine.couch.BulkLoad;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.file.UnencryptableVersionException;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compacts a couch file that no store has open into another file.
 *
 * <ol>
 *   <li>Refuse a target that exists.
 *   <li>Create {@code <target>.compact}, unless an interrupted compaction left one.
 *   <li>Copy what the source's newest header holds into it and commit, which makes it durable.
 *   <li>Give it the target's name and make the name durable.
 * </ol>
 *
 * A failure at any step removes what was made. The source is never written.
 */
public final class CompactFile {
  /** Appended to the target's name until the copy is complete. */
  static final String UNFINISHED_SUFFIX = ".compact";

  /** What becomes of deleted documents. */
  public enum Tombstones {
    /** All are copied. */
    KEEP,
    /** All are dropped, but for those that hold the highest seqno of the file or of a collection. */
    DROP
  }

  /** Which disk version the target gets. */
  public enum TargetVersion {
    /** Version 11 stays, for stores that read nothing newer; 12 and 13 become 14. */
    COMPATIBLE,
    /** Version 14. */
    NEWEST
  }

  /**
   * What a compaction did.
   *
   * @param kept documents copied
   * @param dropped tombstones left out
   * @param sourceSize the source's length in bytes
   * @param targetSize the target's length in bytes
   */
  public record Result(long kept, long dropped, long sourceSize, long targetSize) {}

  private final StorageFiles files;
  private final ToolKeys keys;
  private final String target;
  private final Tombstones tombstones;
  private final TargetVersion version;

  private long kept;
  private long dropped;
  private long highestDroppedSeqno;

  private CompactFile(
      CouchSource source, String target, Tombstones tombstones, TargetVersion version) {
    this.files = source.files();
    this.keys = source.keys();
    this.target = target;
    this.tombstones = tombstones;
    this.version = version;
  }

  /**
   * Compacts {@code source} into the new file {@code target} of the same directory.
   *
   * @throws UnusableFileException if the source cannot be read, or the target or an unfinished one
   *     exists
   * @throws IOException if the target cannot be written
   */
  public static Result run(
      CouchSource source, String target, Tombstones tombstones, TargetVersion version)
      throws IOException {
    return source.read(new CompactFile(source, target, tombstones, version)::compact);
  }

  private Result compact(CouchFile source) throws IOException {
    refuseExisting();
    CouchFile copy = createUnfinished(source);
    String made = copy.name();
    try {
      Result result;
      try (copy) {
        copyAndCommit(source, copy);
        result = new Result(kept, dropped, source.size(), copy.size());
      }
      files.rename(made, target);
      made = target;
      files.syncDirectory();
      return result;
    } catch (IOException | RuntimeException | Error failure) {
      removeAfter(failure, made);
      throw failure;
    }
  }

  private void refuseExisting() throws IOException {
    if (files.list().contains(target)) {
      throw inTheWay(new FileExistsException(target), target, "give the name of a new file");
    }
  }

  private CouchFile createUnfinished(CouchFile source) throws IOException {
    String unfinished = target + UNFINISHED_SUFFIX;
    CouchOptions options = CouchOptions.defaults()
        .withVersion(targetVersion(source.lastHeader().header().version()))
        .withEncryption(keys.writing(source.keyId()));
    try {
      return CouchFile.create(files, unfinished, options, InitialHeader.NONE);
    } catch (UnencryptableVersionException e) {
      throw new UnusableFileException(
          source.name(),
          "a file of version " + options.version().number() + " cannot be encrypted; upgrade it",
          e);
    } catch (FileExistsException left) {
      throw inTheWay(
          left, unfinished, "remove it unless another compaction is writing it right now");
    }
  }

  private static UnusableFileException inTheWay(
      FileExistsException existing, String file, String advice) {
    return new UnusableFileException(file, existing.getMessage() + "; " + advice, existing);
  }

  private DiskVersion targetVersion(DiskVersion sourceVersion) {
    return switch (version) {
      case COMPATIBLE -> sourceVersion == DiskVersion.V11 ? DiskVersion.V11 : DiskVersion.V14;
      case NEWEST -> DiskVersion.V14;
    };
  }

  private void copyAndCommit(CouchFile source, CouchFile copy) throws IOException {
    Header header = source.lastHeader().header();
    CopiedState state = CopiedState.of(source, header);
    try (BulkLoad load = BulkLoad.into(copy)) {
      copyDocuments(source, header, load, state);
      long purgeSeqno = Math.max(header.purgeSeqno(), highestDroppedSeqno);
      List<LocalDocument> locals = state.locals(locals(source, header), header, purgeSeqno);
      copy.commit(load.finish(locals, header.updateSeqno(), purgeSeqno, header.timestampNanos()));
    }
  }

  private void copyDocuments(CouchFile source, Header header, BulkLoad load, CopiedState state)
      throws IOException {
    DocumentCursor documents = source.bySeqno(header, 0, IndexFormat.SEQNO_MAX);
    Optional<DocumentInfo> next = documents.next();
    while (next.isPresent()) {
      DocumentInfo info = next.get();
      next = documents.next();
      boolean highest = next.isEmpty() || state.isHighestOfCollection(info);
      if (info.deleted() && tombstones == Tombstones.DROP && !highest) {
        dropped++;
        highestDroppedSeqno = info.seqno();
      } else {
        state.copied(load.add(documents, info));
        kept++;
      }
    }
  }

  private static List<LocalDocument> locals(CouchFile source, Header header) throws IOException {
    List<LocalDocument> locals = new ArrayList<>();
    LocalCursor cursor = source.locals(header);
    Optional<LocalDocument> next = cursor.next();
    while (next.isPresent()) {
      locals.add(next.get());
      next = cursor.next();
    }
    return locals;
  }

  private void removeAfter(Throwable failure, String made) {
    try {
      files.remove(made);
    } catch (IOException notRemoved) {
      failure.addSuppressed(notRemoved);
    }
  }
}
