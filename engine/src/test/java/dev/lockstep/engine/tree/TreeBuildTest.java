package dev.lockstep.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry of a leaf takes 6 bytes here, one of an interior node 20: nodes of two entries. */
class TreeBuildTest {
  private static final int SMALL = 15;

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, [a]",
    "ab, [ab]",
    "abc, ([ab][c])",
    "abcd, ([ab][cd])",
    "abcde, (([ab][cd])([e]))",
    "abcdefgh, (([ab][cd])([ef][gh]))"
  })
  void fillsNodesInOrder(String keys, String shape) throws IOException, MalformedDataException {
    TreeFixture tree = new TreeFixture(SMALL);
    TreeBuild build = new TreeBuild(tree.writer);
    for (int i = 0; i < keys.length(); i++) {
      build.add(Bytes.ofUtf8(keys.substring(i, i + 1)), Bytes.EMPTY);
    }
    tree.root = build.finish();
    assertThat(tree.shape()).isEqualTo(shape);
  }

  /** Each level has fewer nodes than the one below, though one key is more than a node should hold. */
  @Test
  void endsWhereEveryKeyIsLargerThanANode() throws IOException {
    TreeFixture tree = new TreeFixture(1);
    TreeBuild build = new TreeBuild(tree.writer);
    for (char key = 'a'; key <= 'i'; key++) {
      byte[] longest = new byte[Node.KEY_LENGTH_MAX];
      Arrays.fill(longest, (byte) key);
      build.add(Bytes.wrap(longest), Bytes.EMPTY);
    }
    Node top = NodeReader.written(tree.file).readRoot(build.finish().orElseThrow());
    assertThat(top.count()).isEqualTo(2);
  }

  @Test
  void refusesKeysOutOfOrder() throws IOException {
    TreeBuild build = new TreeBuild(new TreeFixture(SMALL).writer);
    build.add(Bytes.ofUtf8("b"), Bytes.EMPTY);
    assertThatThrownBy(() -> build.add(Bytes.ofUtf8("b"), Bytes.EMPTY))
        .isInstanceOf(AssertionError.class);
  }
}
