package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.CouchFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.tree.Reducer;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows everything that must hold in a couch file, and checks it at one header:
 *
 * <ol>
 *   <li>The by-id tree is a tree (see {@link TreeCheck}). Every document's seqno is at most the
 *       header's update seqno; its body's chunk is whole, lies before the header, takes the bytes
 *       that the entry says and is a snappy stream where the entry says so.
 *   <li>The by-seqno tree is a tree, and holds the same documents, one entry each.
 *   <li>The local tree is a tree.
 *   <li>The header before can be read, and the one before that, down to the first.
 * </ol>
 *
 * Damage is reported, not thrown. Holds one entry a document in memory.
 */
public final class CouchFileCheck {
  private final CouchFile couch;
  private final AppendFile file;
  private final CommittedHeader committed;
  private final Header header;
  private final int nodeSizeThreshold;
  private final Problems problems = new Problems();

  /** Documents of the by-id tree that the by-seqno tree has not named yet. */
  private final NavigableMap<Bytes, DocumentInfo> unmatched = new TreeMap<>();

  private long live;
  private long deleted;
  private long physicalSize;
  private long locals;
  private long headers;

  private CouchFileCheck(CouchFile couch, CommittedHeader committed, int nodeSizeThreshold) {
    this.couch = couch;
    this.file = couch.file();
    this.committed = committed;
    this.header = committed.header();
    this.nodeSizeThreshold = nodeSizeThreshold;
  }

  /**
   * Checks the state that {@code header} commits.
   *
   * @throws IOException if the file cannot be read; damage is no reason
   */
  public static CheckReport run(CouchFile file, CommittedHeader header) throws IOException {
    return run(file, header, TreeCheck.NODES_OF_ANY_SIZE);
  }

  /**
   * Checks that of a file whose nodes were all split at one size.
   *
   * @param nodeSizeThreshold as {@link CouchOptions} has it
   */
  public static CheckReport run(CouchFile file, CommittedHeader header, int nodeSizeThreshold)
      throws IOException {
    return new CouchFileCheck(file, header, nodeSizeThreshold).run();
  }

  private CheckReport run() throws IOException {
    long position = committed.position();
    long nodesSize = tree(Reducer.BY_ID, this::visitById).check(header.byId(), position);
    nodesSize += tree(Reducer.BY_SEQNO, this::visitBySeqno).check(header.bySeqno(), position);
    unmatched.forEach((id, info) ->
        problems.add(position, id + " (seqno " + info.seqno() + ") is not in by-seqno"));
    nodesSize += tree(Reducer.LOCAL, (leaf, index, at) -> locals++).check(header.local(), position);
    checkHeaders();
    return new CheckReport(
        problems.lines(),
        problems.remarks(),
        live,
        deleted,
        physicalSize,
        nodesSize,
        locals,
        headers);
  }

  private TreeCheck tree(Reducer reducer, TreeCheck.Entries entries) {
    return new TreeCheck(file, nodeSizeThreshold, reducer, entries, problems);
  }

  private void visitById(Node leaf, int index, long position)
      throws MalformedDataException, IOException {
    DocumentInfo info = IndexFormat.byIdEntry(leaf, index);
    unmatched.put(info.id(), info);
    live += info.deleted() ? 0 : 1;
    deleted += info.deleted() ? 1 : 0;
    physicalSize += info.physicalSize();
    if (info.seqno() > header.updateSeqno()) {
      problems.add(
          position, info.id() + " has seqno " + info.seqno() + ", above " + header.updateSeqno());
    }
    checkBody(info, position);
  }

  private void checkBody(DocumentInfo info, long position)
      throws MalformedDataException, IOException {
    if (!info.hasBody()) {
      if (info.physicalSize() != 0) {
        problems.add(position, info.id() + " has no body, of " + info.physicalSize() + " bytes");
      }
      return;
    }
    if (info.bodyPosition() >= committed.position()) {
      problems.add(position, info.id() + " has its body after the header");
      return;
    }
    try {
      byte[] stored = file.chunks().readSized(info.bodyPosition(), info.physicalSize());
      int size = file.chunkSize(stored.length);
      if (size != info.physicalSize()) {
        problems.addSize(
            info.bodyPosition(),
            "body of " + info.id(),
            size,
            info.physicalSize(),
            SizeQuirk.of(size, info.physicalSize()));
      }
      if (info.isCompressed()) {
        Compression.decompress(stored);
      }
    } catch (CorruptFileException e) {
      problems.add(e);
    } catch (MalformedDataException e) {
      problems.add(new CorruptFileException(file.name(), info.bodyPosition(), e));
    }
  }

  private void visitBySeqno(Node leaf, int index, long position) throws MalformedDataException {
    DocumentInfo info = IndexFormat.bySeqnoEntry(leaf, index);
    DocumentInfo byId = unmatched.get(info.id());
    if (!info.equals(byId)) {
      problems.add(position, "by-seqno has " + info + ", by-id " + byId);
    }
    if (byId != null && byId.seqno() == info.seqno()) {
      unmatched.remove(info.id());
    }
  }

  private void checkHeaders() throws IOException {
    try {
      Optional<CommittedHeader> at = Optional.of(committed);
      while (at.isPresent()) {
        headers++;
        at = couch.previous(at.get());
      }
    } catch (CouchFileException e) {
      problems.add(e);
    }
  }
}
