package dev.lockstep.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.EncryptionMetadata;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.Keys;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedFileTest {
  private static final String NAME = "0.couch.1";
  private static final EncryptionKeys BOTH = EncryptionKeys.readingWith(Keys.ONE, Keys.TWO);

  private final MemoryFiles files = new MemoryFiles();

  @ParameterizedTest
  @EnumSource(InitialHeader.class)
  void aFileOfEachBeginningReadsBack(InitialHeader initial) throws IOException {
    AppendFile file = create(initial);
    long position = file.appendChunk(ofLength(10_000));
    Header header = Header.empty(DiskVersion.V14)
        .withLocal(root(position))
        .withPreviousPosition(
            initial == InitialHeader.WRITTEN ? file.initialHeader().position() : 0);
    CommittedHeader committed = file.commit(header);
    assertThat(committed.header()).isEqualTo(header.withMetadata(true));
    FileOpening.Opened opened = open(BOTH);
    assertThat(opened.lastHeader()).isEqualTo(committed);
    assertThat(opened.file().keyId()).contains("one");
    assertThat(opened.file().chunks().read(position)).isEqualTo(ofLength(10_000));
    assertThat(opened.file().previous(committed, HeaderSearch.STRICT).isPresent())
        .isEqualTo(initial == InitialHeader.WRITTEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 4071, 4072, 4073, 4074, 4075, 4076, 4077, 9000, 100_000})
  void aChunkReadsBackWhereverTheNextBlockBegins(int length) throws IOException {
    AppendFile file = create(InitialHeader.WRITTEN);
    long first = file.appendChunk(ofLength(length));
    long second = file.appendChunk(ofLength(7));
    assertThat(file.writtenChunks().read(first)).isEqualTo(ofLength(length));
    file.commit(Header.empty(DiskVersion.V14).withLocal(root(second)).withPreviousPosition(4096));
    assertThat(file.chunks().read(first)).isEqualTo(ofLength(length));
    assertThat(file.chunks().readSized(first, file.chunkSize(length))).isEqualTo(ofLength(length));
    assertThat(file.chunks().read(second)).isEqualTo(ofLength(7));
    assertThat(second - first).isEqualTo(Blocks.span(first, 4 + length + 16));
  }

  @Test
  void aChunkAtABoundaryHasTwoNamesAndOneContent() throws IOException {
    AppendFile file = create(InitialHeader.WRITTEN);
    long start = file.appendChunk(ofLength(0));
    int left = (int) (Blocks.boundaryFrom(start + 1) - start - file.chunkSize(0));
    file.appendChunk(ofLength(left - file.chunkSize(0)));
    long position = file.appendChunk(ofLength(5));
    file.commit(Header.empty(DiskVersion.V14).withLocal(root(position)).withPreviousPosition(4096));
    assertThat(Blocks.isBoundary(position)).isTrue();
    assertThat(file.chunks().read(position)).isEqualTo(ofLength(5));
    assertThat(file.chunks().read(position + 1)).isEqualTo(ofLength(5));
  }

  @Test
  void noDamageToAChunkIsRead() throws IOException {
    AppendFile file = create(InitialHeader.WRITTEN);
    long position = file.appendChunk(ofLength(40));
    long other = file.appendChunk(ofLength(40));
    file.commit(Header.empty(DiskVersion.V14).withLocal(root(other)).withPreviousPosition(4096));
    byte[] whole = files.bytes(NAME);
    for (int at = 0; at < file.chunkSize(40); at++) {
      for (int bit : new int[] {1, 0x80}) {
        byte[] damaged = whole.clone();
        damaged[(int) position + at] ^= (byte) bit;
        files.put(NAME, damaged);
        AppendFile opened = open(BOTH).file();
        assertThatThrownBy(() -> opened.chunks().read(position))
            .isInstanceOf(CorruptFileException.class)
            .hasMessageContaining("at " + position);
      }
    }
  }

  @Test
  void aChunkMovedToAnotherPlaceIsNotRead() throws IOException {
    AppendFile file = create(InitialHeader.WRITTEN);
    long one = file.appendChunk(ofLength(40));
    long two = file.appendChunk(ofLength(40));
    file.commit(Header.empty(DiskVersion.V14).withLocal(root(two)).withPreviousPosition(4096));
    byte[] bytes = files.bytes(NAME);
    System.arraycopy(bytes, (int) two, bytes, (int) one, file.chunkSize(40));
    files.put(NAME, bytes);
    assertThatThrownBy(() -> file.chunks().read(one)).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void anUnknownKeyIsNamed() throws IOException {
    commitOne(create(InitialHeader.WRITTEN));
    assertThatThrownBy(() -> open(EncryptionKeys.readingWith(Keys.TWO)))
        .isInstanceOf(EncryptedFileException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("\"one\"")
        .hasMessageContaining("with that key alone");
    assertThat(files.openHandles()).containsExactly(NAME);
  }

  @Test
  void aWrongKeyIsNamed() throws IOException {
    commitOne(create(InitialHeader.WRITTEN));
    assertThatThrownBy(() -> open(EncryptionKeys.readingWith(Keys.FALSE_ONE)))
        .isInstanceOf(WrongKeyException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("\"one\"");
  }

  @Test
  void aDamagedRootIsDamageAndNoWrongKeyWhileAnOlderRootDecrypts() throws IOException {
    AppendFile file = create(InitialHeader.WRITTEN);
    CommittedHeader first = commitOne(file);
    long position = file.appendChunk(ofLength(9));
    file.commit(first.header().withLocal(root(position)).withPreviousPosition(first.position()));
    byte[] bytes = files.bytes(NAME);
    bytes[(int) position + 4] ^= 1;
    files.put(NAME, bytes);
    AppendFile opened = open(BOTH).file();
    assertThatThrownBy(() -> opened.chunks().read(position))
        .isInstanceOf(CorruptFileException.class);
  }

  @Test
  void aWrappedKeyThatIsNotOursIsAWrongKey() throws IOException {
    byte[] context = new byte[60];
    putMetadata(new EncryptionMetadata(EncryptionMetadata.WRAPPED, "one", Bytes.wrap(context)));
    assertThatThrownBy(() -> open(BOTH)).isInstanceOf(WrongKeyException.class);
  }

  @Test
  void metadataThatLeadsToNoKeyIsDamage() throws IOException {
    putMetadata(new EncryptionMetadata(EncryptionMetadata.WRAPPED, "one", Bytes.ofUtf8("short")));
    assertThatThrownBy(() -> open(BOTH))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("wrapped key");
    putMetadata(new EncryptionMetadata(2, "one", Bytes.EMPTY));
    assertThatThrownBy(() -> open(BOTH))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void everyFileHasAKeyOfItsOwn() throws IOException {
    byte[] body = ofLength(100);
    AppendFile one = create(InitialHeader.WRITTEN);
    AppendFile other =
        FileOpening.create(files, "other", DiskVersion.V14, InitialHeader.WRITTEN, Keys.FIRST);
    long position = one.appendChunk(body);
    assertThat(other.appendChunk(body)).isEqualTo(position);
    one.commit(Header.empty(DiskVersion.V14).withPreviousPosition(4096));
    other.commit(Header.empty(DiskVersion.V14).withPreviousPosition(4096));
    assertThat(chunkBytes(NAME, position)).isNotEqualTo(chunkBytes("other", position));
  }

  @Test
  void scratchFilesReadBackInAnyPiecesAndHoldNoText() throws IOException {
    AppendFile owner = create(InitialHeader.NONE);
    byte[] text = "what the document says ".repeat(50).getBytes(StandardCharsets.UTF_8);
    try (var file = owner.scratch(files).open("scratch", OpenMode.CREATE_NEW)) {
      files.setGate((call, name, position, length) -> Math.min(length, 7));
      Transfer.writeFully(file, ByteBuffer.wrap(text), 0);
      byte[] read = new byte[text.length - 5];
      assertThat(Transfer.readFully(file, ByteBuffer.wrap(read), 5)).isEqualTo(read.length);
      assertThat(read).isEqualTo(Arrays.copyOfRange(text, 5, text.length));
      assertThat(file.read(ByteBuffer.allocate(1), text.length)).isEqualTo(-1);
    }
    String stored = new String(files.bytes("scratch"), StandardCharsets.ISO_8859_1);
    assertThat(stored).hasSize(text.length).doesNotContain("document").doesNotContain("says");
  }

  private AppendFile create(InitialHeader initial) throws IOException {
    return FileOpening.create(files, NAME, DiskVersion.V14, initial, Keys.FIRST);
  }

  private FileOpening.Opened open(EncryptionKeys keys) throws IOException {
    return FileOpening.open(files, NAME, OpenMode.READ, HeaderSearch.STRICT, keys);
  }

  private static CommittedHeader commitOne(AppendFile file) throws IOException {
    long position = file.appendChunk(ofLength(8));
    return file.commit(
        Header.empty(DiskVersion.V14).withLocal(root(position)).withPreviousPosition(4096));
  }

  /** Puts a file in place that begins with {@code metadata} and has one header without roots. */
  private void putMetadata(EncryptionMetadata metadata) throws IOException {
    if (files.list().contains(NAME)) {
      files.remove(NAME);
    }
    create(InitialHeader.WRITTEN).close();
    byte[] bytes = files.bytes(NAME);
    byte[] body = metadata.encode().toArray();
    Arrays.fill(bytes, 1, Blocks.SIZE, (byte) 0);
    System.arraycopy(Chunks.headerPrefix(body, Checksum.CRC32C), 0, bytes, 1, 8);
    System.arraycopy(body, 0, bytes, 9, body.length);
    files.put(NAME, bytes);
  }

  private byte[] chunkBytes(String name, long position) {
    return Arrays.copyOfRange(files.bytes(name), (int) position, (int) position + 120);
  }

  private static Optional<NodePointer> root(long position) {
    return Optional.of(new NodePointer(position, 1, Bytes.EMPTY));
  }

  private static byte[] ofLength(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + length);
    }
    return bytes;
  }
}
