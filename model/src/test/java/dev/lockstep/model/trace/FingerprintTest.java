package dev.lockstep.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void tellsApartBytesThatDifferInOneBit() {
    Set<Long> seen = new HashSet<>();
    byte[] bytes = new byte[77];
    seen.add(Fingerprint.of(bytes, 0, bytes.length));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      seen.add(Fingerprint.of(changed, 0, changed.length));
    }

    assertThat(seen).hasSize(8 * bytes.length + 1);
  }

  @Test
  void tellsApartLengthsOfZeros() {
    Set<Long> seen = new HashSet<>();
    for (int length = 0; length <= 200; length++) {
      seen.add(Fingerprint.of(new byte[length], 0, length));
    }

    assertThat(seen).hasSize(201);
  }

  @Test
  void dependsOnNothingButTheBytes() {
    byte[] padded = new byte[100];
    Arrays.fill(padded, 10, 60, (byte) 7);
    byte[] exact = new byte[50];
    Arrays.fill(exact, (byte) 7);

    assertThat(Fingerprint.of(padded, 10, 50)).isEqualTo(Fingerprint.of(exact, 0, 50));
  }
}
