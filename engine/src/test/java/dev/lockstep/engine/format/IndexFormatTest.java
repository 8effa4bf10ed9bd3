package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IndexFormatTest {

  @Property
  void bothIndexesGiveBackTheDocument(
      @ForAll @Size(max = 60) byte[] id,
      @ForAll @LongRange(min = 0, max = IndexFormat.SEQNO_MAX) long seqno,
      @ForAll boolean deleted,
      @ForAll @IntRange(max = 255) int contentMeta,
      @ForAll @Size(max = 25) byte[] metadata,
      @ForAll @LongRange(min = 0, max = IndexFormat.SEQNO_MAX / 2) long position,
      @ForAll @IntRange(max = IndexFormat.PHYSICAL_SIZE_MAX) int size)
      throws MalformedDataException {
    DocumentInfo info = new DocumentInfo(
        Bytes.of(id), seqno, seqno, deleted, contentMeta, Bytes.of(metadata), position, size);
    Node byId = leaf(info.id(), IndexFormat.byIdValue(info));
    Node bySeqno = leaf(IndexFormat.seqnoKey(seqno), IndexFormat.bySeqnoValue(info));
    assertThat(IndexFormat.byIdEntry(byId, 0)).isEqualTo(info);
    assertThat(IndexFormat.bySeqnoEntry(bySeqno, 0)).isEqualTo(info);
    assertThat(DocumentTotals.of(byId))
        .isEqualTo(new DocumentTotals(deleted ? 0 : 1, deleted ? 1 : 0, size));
    assertThat(DocumentTotals.decode(DocumentTotals.of(byId).encode()))
        .isEqualTo(DocumentTotals.of(byId));
    assertThat(SeqnoCount.of(bySeqno)).isEqualTo(1);
  }

  @Test
  void seqnoKeysAscendAsSeqnosDo() {
    assertThat(IndexFormat.seqnoKey(255)).isLessThan(IndexFormat.seqnoKey(256));
    assertThat(IndexFormat.seqnoKey(1L << 47)).isGreaterThan(IndexFormat.seqnoKey(1));
  }

  @Test
  void refusesEntriesThatAreTooShort() throws MalformedDataException {
    DocumentInfo info = new DocumentInfo(Bytes.ofUtf8("id"), 1, 1, false, 0, Bytes.EMPTY, 100, 9);
    Bytes byId = IndexFormat.byIdValue(info);
    Bytes bySeqno = IndexFormat.bySeqnoValue(info);
    Node shortById = leaf(info.id(), Bytes.copyOf(byId.toArray(), 0, byId.length() - 1));
    Node shortBySeqno =
        leaf(IndexFormat.seqnoKey(1), Bytes.copyOf(bySeqno.toArray(), 0, bySeqno.length() - 1));
    Node badKey = leaf(Bytes.ofUtf8("seqno"), bySeqno);
    assertThatThrownBy(() -> IndexFormat.byIdEntry(shortById, 0))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> DocumentTotals.of(shortById))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> IndexFormat.bySeqnoEntry(shortBySeqno, 0))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> IndexFormat.bySeqnoEntry(badKey, 0))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void refusesToWriteAnIdOrASizeThatDoesNotFit() {
    Bytes id = Bytes.ofUtf8("i".repeat(4096));
    DocumentInfo longId = new DocumentInfo(id, 1, 1, false, 0, Bytes.EMPTY, 0, 0);
    DocumentInfo large = new DocumentInfo(
        Bytes.EMPTY, 1, 1, false, 0, Bytes.EMPTY, 1, IndexFormat.PHYSICAL_SIZE_MAX + 1);
    assertThatThrownBy(() -> IndexFormat.byIdValue(longId)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> IndexFormat.bySeqnoValue(large)).isInstanceOf(AssertionError.class);
  }

  private static Node leaf(Bytes key, Bytes value) throws MalformedDataException {
    byte[] raw = new byte[1 + Node.ENTRY_PREFIX_LENGTH + key.length() + value.length()];
    raw[0] = Node.type(true);
    int at = Node.putEntryPrefix(raw, 1, key.length(), value.length());
    key.copyTo(raw, at);
    value.copyTo(raw, at + key.length());
    return Node.decode(raw);
  }
}
