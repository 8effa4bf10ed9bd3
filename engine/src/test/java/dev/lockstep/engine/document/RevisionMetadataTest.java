package dev.lockstep.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.RevisionMetadata.DeleteSource;
import dev.lockstep.engine.document.RevisionMetadata.Layout;
import dev.lockstep.engine.document.RevisionMetadata.Operation;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionMetadataTest {

  @Test
  void readsWhatTheRealStoreWrites() {
    RevisionMetadata metadata = decoded("178000000001000000000000020000060101");
    assertThat(metadata)
        .isEqualTo(new RevisionMetadata(
            Layout.V1,
            0x1780000000010000L,
            0,
            0x02000006,
            DeleteSource.EXPLICIT,
            1,
            Operation.NONE,
            Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffffffffffffff80000000deadbeef",
        "ffffffffffffffffffffffffdeadbeef80ff",
        "00000000000000010000000200000003000400010203040506",
        "00000000000000010000000200000003800402ffffffffffff"
      })
  void writesWhatItRead(String hex) {
    assertThat(decoded(hex).encode()).isEqualTo(bytes(hex));
  }

  @Test
  void readsAnAbort() {
    RevisionMetadata metadata = decoded("00000000000000010000000200000003800402ffffffffffff");
    assertThat(metadata.operation()).isEqualTo(Operation.ABORT);
    assertThat(metadata.deleteSource()).isEqualTo(DeleteSource.EXPIRY);
    assertThat(metadata.details().length()).isEqualTo(6);
  }

  @Test
  void ignoresTheNineteenthByte() {
    assertThat(decoded("17800000000100000000000002000006000177"))
        .isEqualTo(decoded("178000000001000000000000020000060001"));
  }

  @Test
  void knowsNoOtherLengthAndNoOtherOperation() {
    for (int length = 0; length < 40; length++) {
      boolean known = length == 16 || length == 18 || length == 19 || length == 25;
      assertThat(RevisionMetadata.decode(Bytes.of(new byte[length])).isPresent())
          .isEqualTo(known);
    }
    assertThat(RevisionMetadata.decode(bytes("00000000000000010000000200000003000403ffffffffffff")))
        .isEmpty();
  }

  private static RevisionMetadata decoded(String hex) {
    return RevisionMetadata.decode(bytes(hex)).orElseThrow();
  }

  private static Bytes bytes(String hex) {
    return Bytes.wrap(HexFormat.of().parseHex(hex));
  }
}
