package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of a node to be written, in ascending order of keys. When they become too many a node
 * is cut off their front, written, and the rest stays.
 */
final class NodeDraft {

  /** When to cut, and how much; the threshold T is the {@link NodeWriter}'s. */
  enum Cut {
    /**
     * In place: once more than 3 entries take more than T bytes, at least 2T/3 of them, and at least
     * two entries of an interior node. Never before {@link #markChanged}.
     */
    MODIFY,
    /** From scratch: all, as soon as they take more than 2T/3 bytes (interior: and are two). */
    BULK
  }

  /** A node that was written. */
  record Written(Bytes lastKey, NodePointer pointer) {}

  private static final int ENTRIES_MIN_BEFORE_CUT = 3;
  private static final int CAPACITY_INITIAL = 2048;
  private static final int ENTRIES_INITIAL = 32;

  private final NodeWriter writer;
  private final boolean leaf;
  private final Cut cut;

  /** The type, then the entries. */
  private byte[] raw = new byte[CAPACITY_INITIAL];

  /** Where each of them starts, and the last one ends. */
  private int[] starts = new int[ENTRIES_INITIAL];

  private int count;
  private boolean changed;
  private final List<Written> written = new ArrayList<>();

  private NodeDraft(NodeWriter writer, boolean leaf, Cut cut) {
    this.writer = writer;
    this.leaf = leaf;
    this.cut = cut;
    this.changed = cut == Cut.BULK;
    this.raw[0] = Node.type(leaf);
    this.starts[0] = 1;
  }

  static NodeDraft leaf(NodeWriter writer, Cut cut) {
    return new NodeDraft(writer, true, cut);
  }

  static NodeDraft interior(NodeWriter writer, Cut cut) {
    return new NodeDraft(writer, false, cut);
  }

  /** From here on the draft differs from the node it started from. */
  void markChanged() {
    changed = true;
  }

  boolean isChanged() {
    return changed;
  }

  /** Whether all there is, written or not, is one entry. */
  boolean isSingleEntry() {
    return written.isEmpty() && count == 1;
  }

  boolean isLeaf() {
    return leaf;
  }

  void add(Bytes key, Bytes value) throws IOException {
    int at = begin(key.length(), value.length());
    key.copyTo(raw, at);
    value.copyTo(raw, at + key.length());
    added(at + key.length() + value.length());
  }

  void add(Written node) throws IOException {
    Bytes key = node.lastKey();
    int at = begin(key.length(), node.pointer().length());
    key.copyTo(raw, at);
    node.pointer().put(raw, at + key.length());
    added(at + key.length() + node.pointer().length());
  }

  /** Adds the entry that lies in {@code bytes}: its key from {@code keyStart} on, then its value. */
  void add(byte[] bytes, int keyStart, int keyLength, int valueLength) throws IOException {
    int at = begin(keyLength, valueLength);
    System.arraycopy(bytes, keyStart, raw, at, keyLength + valueLength);
    added(at + keyLength + valueLength);
  }

  /** Makes room for an entry and returns where its key is to be put. */
  private int begin(int keyLength, int valueLength) {
    Invariant.check(
        keyLength <= Node.KEY_LENGTH_MAX && valueLength <= Node.VALUE_LENGTH_MAX,
        "key of %d or value of %d bytes does not fit an entry",
        keyLength,
        valueLength);
    reserve(end() + Node.ENTRY_PREFIX_LENGTH + keyLength + valueLength);
    return Node.putEntryPrefix(raw, end(), keyLength, valueLength);
  }

  /** Adds the entries {@code from} to {@code to}, exclusive, of a node as they stand there. */
  void addCopies(Node node, int from, int to) throws IOException {
    int next = from;
    while (next < to) {
      int end = changed ? untilCut(node, next, to) : to;
      copy(node, next, end);
      cutIfTooLarge();
      next = end;
    }
  }

  /** Past the entry from {@code from} on that makes the draft large enough to be cut. */
  private int untilCut(Node node, int from, int to) {
    int end = Math.min(to, from + 1);
    while (end < to
        && (count + end - from <= ENTRIES_MIN_BEFORE_CUT
            || size() + node.entriesLength(from, end) <= writer.threshold())) {
      end++;
    }
    return end;
  }

  private void copy(Node node, int from, int to) {
    int start = end();
    reserve(start + node.entriesLength(from, to));
    node.copyEntries(from, to, raw, start);
    reserveEntries(count + to - from);
    for (int i = from; i < to; i++) {
      starts[++count] = start + node.entriesLength(from, i + 1);
    }
  }

  /** Writes what is left as one more node, and returns all nodes written since the last call. */
  List<Written> finish() throws IOException {
    writeRest();
    return takeWritten();
  }

  /** Like {@link #finish}; adds the nodes to the draft above. */
  void finishInto(NodeDraft above) throws IOException {
    writeRest();
    for (Written node : written) {
      above.add(node);
    }
    written.clear();
  }

  private void writeRest() throws IOException {
    Invariant.check(changed, "an unchanged node is not written again");
    if (count > 0) {
      cutOff(count);
    }
  }

  /** Whether nodes were written since the last call of {@link #takeWritten}. */
  boolean hasWritten() {
    return !written.isEmpty();
  }

  /** Returns the nodes written since the last call. */
  List<Written> takeWritten() {
    List<Written> taken = List.copyOf(written);
    written.clear();
    return taken;
  }

  /** The entries not written yet, as a node; good until the draft changes. */
  Node asNode() {
    return Node.view(raw, starts, count);
  }

  /** Empties the draft, so that it can take another node of the same kind. */
  void clear() {
    count = 0;
    changed = cut == Cut.BULK;
    written.clear();
  }

  private void added(int end) throws IOException {
    reserveEntries(count + 1);
    starts[++count] = end;
    cutIfTooLarge();
  }

  private void cutIfTooLarge() throws IOException {
    if (!changed) {
      return;
    }
    int portion = writer.threshold() * 2 / 3;
    if (cut == Cut.BULK) {
      if (size() > portion && (leaf || count > 1)) {
        cutOff(count);
      }
    } else if (count > ENTRIES_MIN_BEFORE_CUT && size() > writer.threshold()) {
      int cutCount = leaf ? 1 : 2;
      while (cutCount < count && starts[cutCount] - 1 < portion) {
        cutCount++;
      }
      cutOff(cutCount);
    }
  }

  private void cutOff(int cutCount) throws IOException {
    written.add(writer.write(Node.view(raw, starts, cutCount), cut));
    int cutLength = starts[cutCount] - 1;
    System.arraycopy(raw, starts[cutCount], raw, 1, end() - starts[cutCount]);
    for (int i = cutCount; i <= count; i++) {
      starts[i - cutCount] = starts[i] - cutLength;
    }
    count -= cutCount;
  }

  private int end() {
    return starts[count];
  }

  /** Bytes of the entries. */
  private int size() {
    return end() - 1;
  }

  private void reserve(int length) {
    if (length > raw.length) {
      raw = Arrays.copyOf(raw, Math.max(length, 2 * raw.length));
    }
  }

  private void reserveEntries(int entries) {
    if (entries >= starts.length) {
      starts = Arrays.copyOf(starts, Math.max(entries + 1, 2 * starts.length));
    }
  }
}
