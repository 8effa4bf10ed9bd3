package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.FileOpening;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One tree in a file in memory, and its shape as text. */
final class TreeFixture {
  final AppendFile file;
  final NodeWriter writer;
  Optional<NodePointer> root = Optional.empty();

  TreeFixture(int threshold) throws IOException {
    file = FileOpening.create(
        new MemoryFiles(), "file", DiskVersion.V14, InitialHeader.WRITTEN, Encryption.NONE);
    writer = new NodeWriter(file, Reducer.LOCAL, threshold);
  }

  /** Writes keys, and removes those that start with a minus sign; in ascending order. */
  void apply(String... keys) throws IOException {
    List<TreeAction> actions = new ArrayList<>();
    for (String key : keys) {
      boolean remove = key.startsWith("-");
      actions.add(new TreeAction(
          Bytes.ofUtf8(remove ? key.substring(1) : key),
          remove ? Optional.empty() : Optional.of(Bytes.EMPTY)));
    }
    root = TreeModify.apply(file, writer, root, actions, PreviousValues.IGNORED);
  }

  /** Keys of leaves in brackets, leaves of an interior node in parentheses. */
  String shape() throws IOException, MalformedDataException {
    return root.isEmpty() ? "" : shape(root.get());
  }

  private String shape(NodePointer pointer) throws IOException, MalformedDataException {
    Node node = NodeReader.written(file).readRoot(pointer);
    StringBuilder text = new StringBuilder(node.isLeaf() ? "[" : "(");
    for (int i = 0; i < node.count(); i++) {
      text.append(node.isLeaf() ? node.key(i).toString() : shape(node.pointer(i)));
    }
    return text.append(node.isLeaf() ? "]" : ")").toString();
  }
}
