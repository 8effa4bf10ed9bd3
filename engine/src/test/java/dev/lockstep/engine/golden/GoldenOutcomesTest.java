package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.EncryptedFileException;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.NoHeaderException;
import dev.lockstep.engine.file.WrongKeyException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Opening and walking each file ends as it does in the real library. */
class GoldenOutcomesTest {
  /** couchstore's numbers for what it found wrong. */
  private static final int ERROR_READ = -4,
      ERROR_CHECKSUM = -9,
      ERROR_CORRUPT = -2,
      ERROR_NO_HEADER = -6;

  private GoldenFolder golden;

  @BeforeEach
  void find() throws IOException {
    golden = GoldenFolder.orSkip();
  }

  @Test
  void everyCouchFileOfTheFolderHasAnOutcome() throws IOException {
    assertThat(golden.couchFiles()).isEqualTo(golden.names());
  }

  @TestFactory
  Stream<DynamicTest> strictOpeningEndsAsStated() {
    return GoldenFolder.tests(
        golden.names(), name -> opens(name, HeaderSearch.STRICT, "open_normal"));
  }

  @TestFactory
  Stream<DynamicTest> recoveryOpeningEndsAsStated() {
    return GoldenFolder.tests(
        golden.names(), name -> opens(name, HeaderSearch.RECOVERY, "open_recovery"));
  }

  private void opens(String name, HeaderSearch search, String mode) throws IOException {
    JsonNode stated = golden.outcome(name).get(mode);
    if (GoldenFolder.isEncrypted(name)) {
      refusesWithoutItsKey(name, search);
      refusesAnotherKey(name, search);
    }
    if (stated.get("errcode").asInt() == 0) {
      try (CouchFile file = golden.open(name, search)) {
        CommittedHeader last = file.lastHeader();
        assertThat(last.position()).isEqualTo(stated.get("header_position").asLong());
        assertThat(last.header().updateSeqno())
            .isEqualTo(stated.get("update_seq").asLong());
      }
    } else {
      refuses(name, search, stated.get("errcode").asInt());
    }
  }

  private void refusesWithoutItsKey(String name, HeaderSearch search) throws IOException {
    String keyId = keyId(name);
    EncryptedFileException refusal = catchThrowableOfType(
        EncryptedFileException.class,
        () -> golden.open(name, search, EncryptionKeys.none()).close());
    assertThat(refusal.keyId()).isEqualTo(keyId);
    assertThat(refusal).hasMessageContaining(name + ".couch").hasMessageContaining(keyId);
  }

  private void refusesAnotherKey(String name, HeaderSearch search) throws IOException {
    String keyId = keyId(name);
    EncryptionKey other = new EncryptionKey(keyId, new byte[EncryptionKey.LENGTH]);
    WrongKeyException refusal = catchThrowableOfType(
        WrongKeyException.class,
        () -> golden.open(name, search, EncryptionKeys.readingWith(other)).close());
    assertThat(refusal.keyId()).isEqualTo(keyId);
    assertThat(refusal).hasMessageContaining(name + ".couch").hasMessageContaining(keyId);
  }

  private String keyId(String name) throws IOException {
    String description = golden.expected(name).get("description").asText();
    return description.substring(description.lastIndexOf(' ') + 1);
  }

  private void refuses(String name, HeaderSearch search, int error) {
    switch (error) {
      case ERROR_NO_HEADER ->
        assertThatThrownBy(() -> golden.open(name, search).close())
            .isInstanceOf(NoHeaderException.class)
            .hasMessageContaining(name + ".couch");
      case ERROR_READ, ERROR_CHECKSUM, ERROR_CORRUPT -> {
        CorruptFileException refusal = catchThrowableOfType(
            CorruptFileException.class, () -> golden.open(name, search).close());
        assertThat(refusal).as("refusal of %s", name).isNotNull();
        namesThePlace(refusal, name);
      }
      default -> throw new AssertionError("outcomes.json states an error unknown here: " + error);
    }
  }

  static void namesThePlace(CorruptFileException damage, String name) {
    assertThat(damage.file()).isEqualTo(name + ".couch");
    assertThat(damage.expected()).isNotBlank();
    assertThat(damage.found()).isNotBlank();
    assertThat(damage.getMessage())
        .contains(
            name + ".couch", Long.toString(damage.position()), damage.expected(), damage.found())
        .doesNotContain("\n");
  }
}
