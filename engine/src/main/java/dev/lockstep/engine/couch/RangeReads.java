package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.SequentialChunks;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.tree.NodeReader;
import dev.lockstep.engine.tree.TreeCursor;
import java.util.Optional;

/**
 * Starts walks along committed states; any number of tasks may, each cursor is for one. Walks of documents
 * keep no nodes: they come by once. The local documents are few and read often, so theirs are kept.
 */
final class RangeReads {
  private final AppendFile file;

  RangeReads(AppendFile file) {
    this.file = file;
  }

  /** No seqno is above the largest: a range that begins or ends there is cut off. */
  DocumentCursor bySeqno(Header header, long from, long to) {
    Optional<NodePointer> root = from > IndexFormat.SEQNO_MAX ? Optional.empty() : header.bySeqno();
    Optional<Bytes> end =
        to >= IndexFormat.SEQNO_MAX ? Optional.empty() : Optional.of(IndexFormat.seqnoKey(to + 1));
    return new DocumentCursor(
        new TreeCursor(NodeReader.passing(file), root, IndexFormat.seqnoKey(from), end),
        IndexFormat::bySeqnoEntry,
        bodiesBefore(header.bySeqno()));
  }

  DocumentCursor byId(Header header, Bytes from, Optional<Bytes> to) {
    return new DocumentCursor(
        new TreeCursor(NodeReader.passing(file), header.byId(), from, to),
        IndexFormat::byIdEntry,
        bodiesBefore(header.byId()));
  }

  /** Reads bodies in the order of an index: they all lie before its root. */
  private SequentialChunks bodiesBefore(Optional<NodePointer> root) {
    return file.sequential(root.map(NodePointer::position).orElse(0L));
  }

  LocalCursor locals(Header header) {
    return new LocalCursor(
        new TreeCursor(NodeReader.committed(file), header.local(), Bytes.EMPTY, Optional.empty()));
  }
}
