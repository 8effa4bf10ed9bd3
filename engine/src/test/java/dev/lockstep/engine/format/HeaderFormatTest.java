package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeaderFormatTest {
  private static final long MAX_48 = (1L << 48) - 1;

  /** The first header of every file of version 14, byte for byte. */
  private static final String EMPTY_V14 =
      "0e0000000000000000000000000000000000000000000000000000000000000000fffffffffffe";

  @Property
  void readsBackWhatItWrote(
      @ForAll DiskVersion version,
      @ForAll @LongRange(min = 0, max = MAX_48) long seqno,
      @ForAll @LongRange(min = 0, max = MAX_48) long position,
      @ForAll long timestamp,
      @ForAll @LongRange(min = -1, max = MAX_48 / 4) long previous,
      @ForAll @Size(max = 40) byte[] reduce)
      throws MalformedDataException {
    NodePointer root = new NodePointer(position, seqno, Bytes.of(reduce));
    Header header = Header.empty(version)
        .withUpdateSeqno(seqno)
        .withPurgeSeqno(position)
        .withTimestampNanos(version.hasTimestamp() ? timestamp : 0)
        .withPreviousPosition(version.hasPreviousPosition() ? previous : Header.NO_PREVIOUS)
        .withIndexes(Optional.of(root), Optional.empty())
        .withLocal(Optional.of(root));
    assertThat(HeaderFormat.decode(HeaderFormat.encode(header))).isEqualTo(header);
  }

  @Test
  void writesTheEmptyHeaderOfTheFormat() {
    assertThat(HexFormat.of().formatHex(HeaderFormat.encode(Header.empty(DiskVersion.V14))))
        .isEqualTo(EMPTY_V14);
  }

  @Test
  void refusesABodyOfAnyOtherLength() {
    NodePointer root = new NodePointer(1, 2, Bytes.ofUtf8("reduce"));
    byte[] body = HeaderFormat.encode(
        Header.empty(DiskVersion.V14).withIndexes(Optional.of(root), Optional.of(root)));
    for (int length = 1; length < body.length + 5; length++) {
      if (length == body.length) {
        continue;
      }
      byte[] other = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> HeaderFormat.decode(other))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void refusesToWriteASeqnoThatDoesNotFit() {
    Header header = Header.empty(DiskVersion.V14).withUpdateSeqno(MAX_48 + 1);
    assertThatThrownBy(() -> HeaderFormat.encode(header)).isInstanceOf(AssertionError.class);
  }
}
