package dev.lockstep.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections in the ids of documents. */
class CollectionKeysTest {
  private static final Bytes KEY = Bytes.ofUtf8("k");

  @ParameterizedTest
  @CsvSource({"0,006b", "8,086b", "127,7f6b", "128,80016b", "4294967295,ffffffff0f6b"})
  void anIdIsTheCollectionInLeb128AndTheKey(long collection, String hex) {
    Bytes id = CollectionKeys.documentId(collection, KEY);

    assertThat(id).isEqualTo(bytes(hex));
    assertThat(CollectionKeys.collectionOf(id)).isEqualTo(OptionalLong.of(collection));
    assertThat(CollectionKeys.collectionOf(Prepares.prepareId(id)))
        .isEqualTo(OptionalLong.of(collection));
    assertThat(CollectionKeys.keyOf(id)).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "80", "8000", "ffffffff1f", "808080808001", "016b", "036b", "02", "0201"})
  void otherIdsBelongToNoCollection(String hex) {
    assertThat(CollectionKeys.collectionOf(bytes(hex))).isEmpty();
  }

  @Test
  void anEventIsNoDocumentOfItsCollection() {
    Bytes id = CollectionKeys.eventId(300);

    assertThat(id).isEqualTo(bytes("01ac02"));
    assertThat(CollectionKeys.isEventId(id)).isTrue();
    assertThat(CollectionKeys.ofEvent(id)).isEqualTo(OptionalLong.of(300));
    assertThat(CollectionKeys.ofEvent(CollectionKeys.documentId(300, KEY))).isEmpty();
  }

  private static Bytes bytes(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }
}
