package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EncryptionMetadataTest {

  @Property(tries = 200)
  void readsBackWhatItWrote(
      @ForAll @IntRange(max = 255) int version,
      @ForAll @StringLength(max = 60) String keyId,
      @ForAll @Size(max = 255) byte[] context)
      throws MalformedDataException {
    // A lone surrogate has no UTF-8 form.
    String id = keyId.replaceAll("\\p{Cs}", "?");
    EncryptionMetadata metadata = new EncryptionMetadata(version, id, Bytes.of(context));
    assertThat(EncryptionMetadata.decode(metadata.encode().toArray())).isEqualTo(metadata);
  }

  @Test
  void everyOtherLengthIsRefused() {
    byte[] body =
        new EncryptionMetadata(1, "key", Bytes.ofUtf8("context")).encode().toArray();
    for (int length = 0; length < body.length + 2; length++) {
      byte[] other = Arrays.copyOf(body, length);
      if (length != body.length) {
        assertThatThrownBy(() -> EncryptionMetadata.decode(other))
            .isInstanceOf(MalformedDataException.class);
      }
    }
  }

  @Test
  void bothWaysToNameAChunkAtABoundaryGiveOneNonce() {
    assertThat(Chunks.nonce(8192)).isEqualTo(Chunks.nonce(8193)).isNotEqualTo(Chunks.nonce(8194));
    assertThat(Chunks.nonce(0x0102_0304_0506L)).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6);
  }
}
