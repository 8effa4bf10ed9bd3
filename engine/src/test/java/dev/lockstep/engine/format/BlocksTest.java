package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlocksTest {

  @Property
  void spanIsWhatAByteByByteCountSays(
      @ForAll @IntRange(max = 9000) int position, @ForAll @IntRange(max = 20000) int length) {
    long at = position;
    for (int left = length; left > 0; left--) {
      if (Blocks.isBoundary(at)) {
        at++;
      }
      at++;
    }
    assertThat(Blocks.span(position, length)).isEqualTo(at - position);
  }

  @Property
  void stripDropsTheTypeBytesAndNothingElse(
      @ForAll @IntRange(max = 9000) int position, @ForAll @IntRange(max = 20000) int length) {
    byte[] bytes = new byte[length];
    int data = 0;
    for (int i = 0; i < length; i++) {
      bytes[i] = Blocks.isBoundary(position + (long) i) ? -1 : (byte) (data++ % 100);
    }
    assertThat(Blocks.strip(bytes, 0, length, position)).isEqualTo(data);
    for (int i = 0; i < data; i++) {
      assertThat(bytes[i]).isEqualTo((byte) (i % 100));
    }
  }

  @Test
  void aBoundaryIsItsOwnNextBoundary() {
    assertThat(Blocks.boundaryFrom(0)).isZero();
    assertThat(Blocks.boundaryFrom(1)).isEqualTo(4096);
    assertThat(Blocks.boundaryFrom(4096)).isEqualTo(4096);
    assertThat(Blocks.startOf(4095)).isZero();
    assertThat(Blocks.startOf(4096)).isEqualTo(4096);
  }

  @Test
  void dataThatEndsAtABoundaryDoesNotEnterTheNextBlock() {
    assertThat(Blocks.span(1, 4095)).isEqualTo(4095);
    assertThat(Blocks.span(1, 4096)).isEqualTo(4097);
    assertThat(Blocks.span(0, 4095)).isEqualTo(4096);
    assertThat(Blocks.span(4095, 1)).isEqualTo(1);
    assertThat(Blocks.span(4096, 1)).isEqualTo(2);
  }
}
