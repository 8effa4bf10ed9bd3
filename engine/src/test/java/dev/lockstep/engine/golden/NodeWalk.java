package dev.lockstep.engine.golden;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.file.FileOpening;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes of a header's three trees as the file holds them, each before those beneath it. */
final class NodeWalk {

  /** Where in the values of leaves six bytes say whether the document is deleted and where its body is. */
  private static final Map<String, Integer> BODY_POSITIONS = Map.of("byseq", 5, "byid", 10);

  /**
   * A node.
   *
   * @param tree {@code byseq}, {@code byid} or {@code local}
   * @param depth 0 for the root
   * @param storedLength bytes of its chunk's body
   */
  record Visited(
      String tree, int depth, long position, int storedLength, int rawLength, Node node) {

    /**
     * What makes the node the same in a file whose chunks lie elsewhere: keys, values, reduce values;
     * not where its children and the bodies are.
     */
    List<String> content() throws MalformedDataException {
      List<String> content = new ArrayList<>();
      content.add(tree + " depth " + depth + (node.isLeaf() ? " leaf" : " interior"));
      for (int i = 0; i < node.count(); i++) {
        Bytes value = node.isLeaf() ? node.value(i) : node.pointer(i).reduce();
        content.add(hex(node.key(i)) + " " + withoutBodyPosition(value, node.isLeaf()));
      }
      return content;
    }

    private String withoutBodyPosition(Bytes value, boolean leaf) {
      Integer position = BODY_POSITIONS.get(tree);
      StringBuilder hex = new StringBuilder(hex(value));
      if (leaf && position != null) {
        int deleted = value.byteAt(position) & 0x80;
        hex.replace(2 * position, 2 * position + 12, deleted != 0 ? "deleted, body" : "body");
      }
      return hex.toString();
    }
  }

  private final AppendFile file;
  private final List<Visited> visited = new ArrayList<>();

  private NodeWalk(AppendFile file) {
    this.file = file;
  }

  static List<Visited> of(StorageFiles files, String name, Header header)
      throws IOException, MalformedDataException {
    try (AppendFile file = FileOpening.open(
            files, name, OpenMode.READ, HeaderSearch.STRICT, EncryptionKeys.none())
        .file()) {
      NodeWalk walk = new NodeWalk(file);
      walk.visit("byseq", header.bySeqno());
      walk.visit("byid", header.byId());
      walk.visit("local", header.local());
      return walk.visited;
    }
  }

  static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toArray());
  }

  private void visit(String tree, Optional<NodePointer> root)
      throws IOException, MalformedDataException {
    if (root.isPresent()) {
      visit(tree, 0, root.get().position());
    }
  }

  private void visit(String tree, int depth, long position)
      throws IOException, MalformedDataException {
    byte[] stored = file.chunks().read(position);
    byte[] raw = Compression.decompress(stored);
    Node node = Node.decode(raw);
    visited.add(new Visited(tree, depth, position, stored.length, raw.length, node));
    if (!node.isLeaf()) {
      for (int i = 0; i < node.count(); i++) {
        visit(tree, depth + 1, node.pointer(i).position());
      }
    }
  }
}
