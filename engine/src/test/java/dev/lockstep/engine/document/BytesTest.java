package dev.lockstep.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void ordersBytesAsUnsignedAndPrefixesFirst() {
    assertThat(of(0x80)).isGreaterThan(of(0x7f));
    assertThat(of(1)).isLessThan(of(1, 0));
    assertThat(Bytes.EMPTY).isLessThan(of(0));
    assertThat(of(1, 2)).isEqualByComparingTo(of(1, 2)).isEqualTo(of(1, 2));
  }

  @Test
  void doesNotFollowChangesOfWhatItWasCopiedFrom() {
    byte[] source = {1, 2};
    Bytes copy = Bytes.of(source);
    source[0] = 9;
    copy.toArray()[1] = 9;
    assertThat(copy).isEqualTo(of(1, 2));
  }

  @Test
  void printsTextAsTextAndTheRestAsDigits() {
    assertThat(Bytes.ofUtf8("döc-1")).hasToString("döc-1");
    assertThat(of(0x61, 0)).hasToString("0x6100");
    assertThat(of(0xff)).hasToString("0xff");
    assertThat(Bytes.EMPTY).hasToString("");
  }

  @Test
  void comparesWithAPartOfAnArray() {
    byte[] other = {9, 1, 2, 9};
    assertThat(of(1, 2).compareTo(other, 1, 2)).isZero();
    assertThat(of(1, 2).compareTo(other, 1, 1)).isPositive();
    assertThat(of(1, 2).startsWith(of(1))).isTrue();
    assertThat(of(1, 2).startsWith(of(1, 2, 3))).isFalse();
    assertThat(of(1, 2).startsWith(of(2))).isFalse();
  }

  private static Bytes of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Bytes.wrap(bytes);
  }
}
