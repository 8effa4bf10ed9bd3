package dev.lockstep.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An entry of a leaf takes 6 bytes here, one of an interior node 20. */
class TreeModifyTest {

  /** Leaves of two entries at least, as soon as there are four. */
  private static final int SMALL = 18;

  @Test
  void cutsTwoThirdsOfTheThresholdOffTheFront() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c");
    assertThat(tree.shape()).isEqualTo("[abc]");
    tree.apply("d");
    assertThat(tree.shape()).isEqualTo("([ab][cd])");
  }

  @Test
  void anInteriorNodeIsNeverCutToOneEntry() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c", "d", "e", "f", "g", "h");
    assertThat(tree.shape()).isEqualTo("(([ab][cd])([ef][gh]))");
  }

  @Test
  void aNodeThatNoActionChangesKeepsItsPlace() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c", "d");
    Optional<NodePointer> before = tree.root;
    tree.apply("a", "-bb", "d", "-x");
    assertThat(tree.root).isEqualTo(before);
    NodePointer firstLeaf = firstChild(tree);
    tree.apply("e");
    assertThat(tree.shape()).isEqualTo("([ab][cde])");
    assertThat(firstChild(tree)).isEqualTo(firstLeaf);
  }

  @Test
  void anEmptiedTreeHasNoRoot() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c", "d", "e", "f", "g", "h");
    tree.apply("-a", "-b", "-c", "-d", "-e", "-f", "-g", "-h");
    assertThat(tree.root).isEmpty();
    tree.apply("-a");
    assertThat(tree.root).isEmpty();
  }

  @Test
  void aRootWithOneChildGivesWayToIt() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c", "d");
    tree.apply("-a", "-b");
    assertThat(tree.shape()).isEqualTo("[cd]");
  }

  @Test
  void aRootGivesWayDownThroughSeveralLevels() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c", "d", "e", "f", "g", "h");
    tree.apply("-a", "-b", "-c", "-d", "-e", "-f");
    assertThat(tree.shape()).isEqualTo("[gh]");
  }

  @Test
  void keysBeyondTheLastGoIntoTheLastLeaf() throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("b", "c", "d", "e");
    tree.apply("a", "z");
    assertThat(tree.shape()).isEqualTo("([abc][dez])");
  }

  @Test
  void tellsWhatEveryKeyHeldBefore() throws IOException {
    TreeFixture tree = new TreeFixture(SMALL);
    tree.apply("a", "b", "c", "d");
    List<String> heard = new ArrayList<>();
    List<TreeAction> actions = List.of(
        new TreeAction(Bytes.ofUtf8("aa"), Optional.of(Bytes.EMPTY)),
        new TreeAction(Bytes.ofUtf8("c"), Optional.empty()),
        new TreeAction(Bytes.ofUtf8("d"), Optional.of(Bytes.ofUtf8("new"))),
        new TreeAction(Bytes.ofUtf8("x"), Optional.empty()));
    TreeModify.apply(
        tree.file,
        tree.writer,
        tree.root,
        actions,
        (index, previous) -> heard.add(index + (previous.isPresent() ? "+" : "-")));
    assertThat(heard).containsExactly("0-", "1+", "2+", "3-");
  }

  @Test
  void refusesActionsOutOfOrder() throws IOException {
    TreeFixture tree = new TreeFixture(SMALL);
    assertThatThrownBy(() -> tree.apply("b", "a")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> tree.apply("a", "a")).isInstanceOf(AssertionError.class);
  }

  @Test
  void aNodeThatPointsToItselfIsDamageAndNoEndlessWalk() throws IOException {
    TreeFixture tree = new TreeFixture(SMALL);
    long position = tree.file.appendChunk(new byte[100]) + 108;
    Bytes key = Bytes.ofUtf8("k");
    Bytes pointer = new NodePointer(position, 10, Bytes.EMPTY).encode();
    byte[] raw = new byte[1 + Node.ENTRY_PREFIX_LENGTH + key.length() + pointer.length()];
    int at = Node.putEntryPrefix(raw, 1, key.length(), pointer.length());
    key.copyTo(raw, at);
    pointer.copyTo(raw, at + key.length());
    assertThat(tree.file.appendChunk(Compression.compress(raw))).isEqualTo(position);
    tree.root = Optional.of(new NodePointer(position, 10, Bytes.EMPTY));
    NodeReader reader = NodeReader.written(tree.file);
    assertThatThrownBy(() -> TreeLookup.find(reader, tree.root, key))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("one to " + position);
    assertThatThrownBy(() -> tree.apply("k")).isInstanceOf(CorruptFileException.class);
    assertThatThrownBy(
            () -> new TreeCursor(reader, tree.root, Bytes.EMPTY, Optional.empty()).advance())
        .isInstanceOf(CorruptFileException.class);
  }

  private static NodePointer firstChild(TreeFixture tree)
      throws IOException, MalformedDataException {
    return NodeReader.written(tree.file).readRoot(tree.root.orElseThrow()).pointer(0);
  }
}
