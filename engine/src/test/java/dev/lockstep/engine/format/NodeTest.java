package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NodeTest {

  @Test
  void findsEntriesAndThePlaceOfEveryKey() throws MalformedDataException {
    Node node = Node.decode(leaf("b", "1", "dd", "", "f", "333"));
    assertThat(node.count()).isEqualTo(3);
    assertThat(node.isLeaf()).isTrue();
    assertThat(node.key(1)).hasToString("dd");
    assertThat(node.value(1)).isEqualTo(Bytes.EMPTY);
    assertThat(node.value(2)).hasToString("333");
    assertThat(node.firstNotBelow(Bytes.ofUtf8("a"))).isZero();
    assertThat(node.firstNotBelow(Bytes.ofUtf8("b"))).isZero();
    assertThat(node.firstNotBelow(Bytes.ofUtf8("d"))).isEqualTo(1);
    assertThat(node.firstNotBelow(Bytes.ofUtf8("ddd"))).isEqualTo(2);
    assertThat(node.firstNotBelow(Bytes.ofUtf8("g"))).isEqualTo(3);
  }

  @Test
  void readsTheLongestKeyAndAValueOfManyBytes() throws MalformedDataException {
    String key = "k".repeat(Node.KEY_LENGTH_MAX);
    String value = "v".repeat(70_000);
    Node node = Node.decode(leaf(key, value));
    assertThat(node.key(0)).hasToString(key);
    assertThat(node.value(0)).hasToString(value);
  }

  @Test
  void refusesANodeCutAnywhereButBetweenEntries() throws MalformedDataException {
    byte[] whole = leaf("b", "1", "dd", "22", "f", "333");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      if (length == 1 || length == 8 || length == 17) {
        assertThat(Node.decode(part).count()).isEqualTo(length / 8);
      } else {
        assertThatThrownBy(() -> Node.decode(part)).isInstanceOf(MalformedDataException.class);
      }
    }
  }

  @Test
  void refusesOtherTypesAndAnInteriorNodeWithoutEntries() {
    assertThatThrownBy(() -> Node.decode(new byte[] {2})).hasMessageContaining("node type");
    assertThatThrownBy(() -> Node.decode(new byte[] {0})).hasMessageContaining("interior");
  }

  @Test
  void refusesAPointerWhoseReduceValueDoesNotFillIt() throws MalformedDataException {
    Bytes pointer = new NodePointer(5, 6, Bytes.ofUtf8("reduce")).encode();
    byte[] raw = node(false, Bytes.ofUtf8("k"), pointer);
    assertThat(Node.decode(raw).pointer(0))
        .isEqualTo(new NodePointer(5, 6, Bytes.ofUtf8("reduce")));
    byte[] longer = Arrays.copyOf(pointer.toArray(), pointer.length() + 1);
    Node bad = Node.decode(node(false, Bytes.ofUtf8("k"), Bytes.of(longer)));
    assertThatThrownBy(() -> bad.pointer(0)).isInstanceOf(MalformedDataException.class);
  }

  private static byte[] leaf(String... keysAndValues) {
    Bytes[] bytes = Arrays.stream(keysAndValues).map(Bytes::ofUtf8).toArray(Bytes[]::new);
    return node(true, bytes);
  }

  private static byte[] node(boolean leaf, Bytes... keysAndValues) {
    byte[] raw = {Node.type(leaf)};
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Bytes key = keysAndValues[i];
      Bytes value = keysAndValues[i + 1];
      int start = raw.length;
      raw = Arrays.copyOf(raw, start + Node.ENTRY_PREFIX_LENGTH + key.length() + value.length());
      int at = Node.putEntryPrefix(raw, start, key.length(), value.length());
      key.copyTo(raw, at);
      value.copyTo(raw, at + key.length());
    }
    return raw;
  }
}
