package dev.lockstep.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VBucketFileNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.couch.1",
        "1023.couch.123456789012345678",
        "7.couch.3.compact",
        "7.couch.3.compact.sort.12",
        "7.couch.3.damaged",
        "999999999.couch.0.compact"
      })
  void readsEveryNameThatItWrites(String name) {
    assertThat(VBucketFileName.parse(name).map(VBucketFileName::toString)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.couch",
        "0.couch.",
        "0.couch.x",
        "00.couch.1",
        "0.couch.01",
        "-1.couch.1",
        "0.couch.1.",
        "0.couch.1/etc",
        "0.couch.1 ",
        "stats.json",
        "master.couch.1",
        "0.couch.1234567890123456789",
        "1234567890.couch.1"
      })
  void leavesFilesThatAreNotOfAVBucketAlone(String name) {
    assertThat(VBucketFileName.parse(name)).isEmpty();
  }

  @Test
  void tellsDataFromUnfinishedAndSetAside() {
    List<VBucketFileName> names = List.of(
        VBucketFileName.parse("7.couch.3").orElseThrow(),
        VBucketFileName.parse("7.couch.3.compact").orElseThrow(),
        VBucketFileName.parse("7.couch.3.compact.sort.0").orElseThrow(),
        VBucketFileName.parse("7.couch.3.damaged").orElseThrow());
    assertThat(names)
        .extracting(VBucketFileName::isData)
        .containsExactly(true, false, false, false);
    assertThat(names)
        .extracting(VBucketFileName::isUnfinished)
        .containsExactly(false, true, true, false);
    assertThat(names).extracting(VBucketFileName::vbucket).containsOnly(7);
    assertThat(names).extracting(VBucketFileName::revision).containsOnly(3L);
  }

  @Test
  void namesWhatACompactionWritesAndWhatItBecomes() {
    VBucketFileName name = VBucketFileName.data(7, 3);
    assertThat(name.compact()).hasToString("7.couch.3.compact");
    assertThat(name.next()).hasToString("7.couch.4");
    assertThat(name.damaged()).hasToString("7.couch.3.damaged");
  }

  /** Such a file would not be found again, and the next opening would create the vbucket anew. */
  @Test
  void refusesNumbersWhoseNamesItCouldNotRead() {
    assertThatThrownBy(() -> VBucketFileName.data(-1, 1)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> VBucketFileName.data(1_000_000_000, 1))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> VBucketFileName.data(0, -1)).isInstanceOf(AssertionError.class);
  }
}
