package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CompressionTest {

  @Property
  void givesBackWhatWasCompressed(@ForAll byte[] plain) throws MalformedDataException {
    assertThat(Compression.decompress(Compression.compress(plain))).isEqualTo(plain);
  }

  @Test
  void acceptsTheDensestStreams() throws MalformedDataException {
    for (int size = 1; size < 10_000_000; size *= 3) {
      byte[] zeros = new byte[size];
      assertThat(Compression.decompress(Compression.compress(zeros))).isEqualTo(zeros);
    }
  }

  @Test
  void refusesAStreamThatClaimsMoreThanAnyStreamCanHold() {
    byte[] claim = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0, 1};
    assertThatThrownBy(() -> Compression.decompress(claim))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("7 bytes that claim");
  }

  @Test
  void refusesWhatIsNoStream() {
    assertThatThrownBy(() -> Compression.decompress(new byte[] {5, 1, 2}))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> Compression.decompress(new byte[0]))
        .isInstanceOf(MalformedDataException.class);
  }
}
