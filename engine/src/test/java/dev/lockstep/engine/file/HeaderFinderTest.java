package dev.lockstep.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFinderTest {
  private static final String NAME = "file";

  private final MemoryFiles files = new MemoryFiles();
  private CommittedHeader first = new CommittedHeader(0, Header.empty(DiskVersion.V14));
  private CommittedHeader second = first;

  @ParameterizedTest
  @EnumSource(DiskVersion.class)
  void damageToTheLastHeaderIsAnErrorOrSkipped(DiskVersion version) throws IOException {
    byte[] good = written(version);
    int from = (int) second.position();
    for (int position = from; position < good.length; position++) {
      byte[] bad = good.clone();
      bad[position] ^= 0x10;
      files.put(NAME, bad);
      assertThatThrownBy(() -> last(HeaderSearch.STRICT))
          .as("byte %d", position)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageStartingWith("file: damaged at " + from + ": expected ");
      assertThat(last(HeaderSearch.RECOVERY)).isEqualTo(first);
    }
  }

  @Test
  void aHeaderCutShortIsAnErrorOrSkipped() throws IOException {
    byte[] good = written(DiskVersion.V14);
    for (int length = (int) second.position() + 2; length < good.length; length++) {
      files.put(NAME, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> last(HeaderSearch.STRICT)).isInstanceOf(CorruptFileException.class);
      assertThat(last(HeaderSearch.RECOVERY)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2})
  void aBlockThatIsNotTypedAsHeaderIsSilentlySkipped(byte type) throws IOException {
    byte[] bytes = written(DiskVersion.V14);
    bytes[(int) second.position()] = type;
    files.put(NAME, bytes);
    assertThat(last(HeaderSearch.STRICT)).isEqualTo(first);
  }

  @Test
  void theLastByteAloneIsNoBlock() throws IOException {
    byte[] bytes = written(DiskVersion.V14);
    files.put(NAME, Arrays.copyOf(bytes, (int) second.position() + 1));
    assertThat(last(HeaderSearch.STRICT)).isEqualTo(first);
  }

  @Test
  void tellsAFileWithoutHeader() {
    files.put(NAME, new byte[0]);
    assertThatThrownBy(() -> last(HeaderSearch.STRICT))
        .isInstanceOf(NoHeaderException.class)
        .hasMessage("file: the file is empty");
    for (int size : new int[] {1, 2, 5000, 8192, 8193}) {
      files.put(NAME, new byte[size]);
      assertThatThrownBy(() -> last(HeaderSearch.STRICT)).isInstanceOf(NoHeaderException.class);
      assertThatThrownBy(() -> last(HeaderSearch.RECOVERY)).isInstanceOf(NoHeaderException.class);
    }
    files.put(NAME, "This is no couch file.".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> last(HeaderSearch.STRICT)).isInstanceOf(NoHeaderException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 15})
  void aWholeHeaderOfAnotherVersionEndsBothSearches(int number) throws IOException {
    byte[] bytes = written(DiskVersion.V14);
    Checksum checksum = number < 12 ? Checksum.CRC32 : Checksum.CRC32C;
    byte[] body = HeaderFormat.encode(second.header());
    body[0] = (byte) number;
    int at = (int) second.position() + 1;
    System.arraycopy(Chunks.headerPrefix(body, checksum), 0, bytes, at, Chunks.PREFIX_LENGTH);
    System.arraycopy(body, 0, bytes, at + Chunks.PREFIX_LENGTH, body.length);
    files.put(NAME, bytes);
    for (HeaderSearch search : HeaderSearch.values()) {
      assertThatThrownBy(() -> last(search))
          .isInstanceOf(UnsupportedVersionException.class)
          .hasMessageContaining("disk version " + number);
    }
  }

  @Test
  void aHeaderBeforeMayBeDamagedWithoutHurtingTheLast() throws IOException {
    byte[] bytes = written(DiskVersion.V14);
    bytes[(int) first.position() + 12] ^= 1;
    files.put(NAME, bytes);
    FileOpening.Opened opened =
        FileOpening.open(files, NAME, OpenMode.READ, HeaderSearch.STRICT, EncryptionKeys.none());
    assertThat(opened.lastHeader()).isEqualTo(second);
    assertThatThrownBy(() -> opened.file().previous(second, HeaderSearch.STRICT))
        .isInstanceOf(CorruptFileException.class);
  }

  /** A file with two commits, some data before each; sets {@code first} and {@code second}. */
  private byte[] written(DiskVersion version) throws IOException {
    try (AppendFile file =
        FileOpening.create(files, NAME, version, InitialHeader.WRITTEN, Encryption.NONE)) {
      boolean chained = version.hasPreviousPosition();
      file.appendChunk(new byte[100]);
      first = file.commit(Header.empty(version)
          .withUpdateSeqno(1)
          .withPreviousPosition(chained ? 0 : Header.NO_PREVIOUS));
      file.appendChunk(new byte[10_000]);
      second = file.commit(Header.empty(version)
          .withUpdateSeqno(2)
          .withPreviousPosition(chained ? first.position() : Header.NO_PREVIOUS));
    }
    return files.bytes(NAME);
  }

  private CommittedHeader last(HeaderSearch search) throws IOException {
    FileOpening.Opened opened =
        FileOpening.open(files, NAME, OpenMode.READ, search, EncryptionKeys.none());
    opened.file().close();
    return opened.lastHeader();
  }
}
