package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.tree.NodeReader;
import dev.lockstep.engine.tree.TreeLookup;
import java.io.IOException;
import java.util.Optional;

/** Finds single documents of committed states; for any number of tasks. */
final class PointReads {
  private final AppendFile file;

  PointReads(AppendFile file) {
    this.file = file;
  }

  Optional<Document> get(Header header, Bytes id) throws IOException {
    Optional<DocumentInfo> info = info(header, id);
    return info.isEmpty()
        ? Optional.empty()
        : Optional.of(new Document(info.get(), body(info.get())));
  }

  Optional<DocumentInfo> info(Header header, Bytes id) throws IOException {
    Optional<TreeLookup.Found> found =
        TreeLookup.find(NodeReader.committed(file), header.byId(), id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IndexFormat.byIdEntry(found.get().leaf(), found.get().index()));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), found.get().leafPosition(), e);
    }
  }

  Bytes body(DocumentInfo info) throws IOException {
    Bytes stored = storedBody(info);
    if (!info.hasBody() || !info.isCompressed()) {
      return stored;
    }
    try {
      return Bytes.wrap(Compression.decompress(stored.toArray()));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), info.bodyPosition(), e);
    }
  }

  Bytes storedBody(DocumentInfo info) throws IOException {
    return info.hasBody()
        ? Bytes.wrap(file.chunks().readSized(info.bodyPosition(), info.physicalSize()))
        : Bytes.EMPTY;
  }

  Optional<Bytes> local(Header header, Bytes id) throws IOException {
    return TreeLookup.find(NodeReader.committed(file), header.local(), id)
        .map(found -> found.leaf().value(found.index()));
  }
}
