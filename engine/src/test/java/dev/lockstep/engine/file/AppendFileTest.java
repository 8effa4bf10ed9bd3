package dev.lockstep.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendFileTest {
  private static final String NAME = "file";

  private final MemoryFiles files = new MemoryFiles();

  /** With a prefix of 8 bytes, bodies around these sizes end, start and break at a boundary. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4060, 4070, 4080, 4090, 8150, 8170})
  void readsChunksWhereverABlockEnds(int around) throws IOException {
    for (int size = Math.max(0, around - 12); size < around + 24; size++) {
      files.put(NAME, new byte[0]);
      files.remove(NAME);
      AppendFile file = create(DiskVersion.V14);
      List<byte[]> bodies = List.of(body(size), body(0), body(3), body(5000), body(1));
      List<Long> positions = new ArrayList<>();
      for (byte[] body : bodies) {
        positions.add(file.appendChunk(body));
      }
      for (int i = 0; i < bodies.size(); i++) {
        assertThat(file.writtenChunks().read(positions.get(i))).isEqualTo(bodies.get(i));
      }
      file.commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
      for (int i = 0; i < bodies.size(); i++) {
        assertThat(file.chunks().read(positions.get(i))).isEqualTo(bodies.get(i));
        assertThat(file.chunks().readSized(positions.get(i), 8 + bodies.get(i).length))
            .isEqualTo(bodies.get(i));
        assertThat(file.chunks().readSized(positions.get(i), 9000)).isEqualTo(bodies.get(i));
        assertThat(file.chunks().readSized(positions.get(i), 0)).isEqualTo(bodies.get(i));
      }
    }
  }

  @Test
  void aPointerMayNameTheBoundaryItself() throws IOException {
    AppendFile file = create(DiskVersion.V14);
    file.appendChunk(body(4096 - 48 - 8));
    long position = file.appendChunk(body(100));
    assertThat(position).isEqualTo(Blocks.SIZE);
    file.commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
    assertThat(file.chunks().read(position)).isEqualTo(body(100));
    assertThat(file.chunks().read(position + 1)).isEqualTo(body(100));
  }

  @Test
  void aSizedChunkIsReadInOneCallAndNoFurtherThanItsEnd() throws IOException {
    AppendFile file = create(DiskVersion.V14);
    file.appendChunk(body(4000));
    long position = file.appendChunk(body(500));
    file.commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
    List<Long> ends = new ArrayList<>();
    files.setGate((call, name, at, length) -> {
      assertThat(call).isEqualTo(Call.READ);
      ends.add(at + length);
      return length;
    });
    file.chunks().readSized(position, 508);
    assertThat(ends).containsExactly(position + 508 + 1);
  }

  @Test
  void aChunkOfUnknownSizeIsReadToTheEndOfItsBlockAtMost() throws IOException {
    AppendFile file = create(DiskVersion.V14);
    long position = file.appendChunk(body(500));
    file.commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
    List<Long> ends = new ArrayList<>();
    files.setGate((call, name, at, length) -> {
      ends.add(at + length);
      return length;
    });
    file.chunks().read(position);
    assertThat(ends).containsExactly((long) Blocks.SIZE);
  }

  @Test
  void aChunkThatClaimsMoreThanTheFileHoldsIsDamageAndNoAllocation() throws IOException {
    AppendFile file = create(DiskVersion.V14);
    long position = file.appendChunk(body(500));
    file.commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
    byte[] bytes = files.bytes(NAME);
    ByteBuffer.wrap(bytes).putInt((int) position, -1);
    files.put(NAME, bytes);
    assertThatThrownBy(() -> file.chunks().read(position))
        .isInstanceOf(CorruptFileException.class)
        .hasMessage(
            "file: damaged at 48: expected a chunk of 2147483655 bytes, found the end of the file"
                + " at 4144");
  }

  @Test
  void aChunkWithoutItsHighBitIsDamage() throws IOException {
    AppendFile file = create(DiskVersion.V14);
    long position = file.appendChunk(body(500));
    file.commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
    byte[] bytes = files.bytes(NAME);
    bytes[(int) position] = 0;
    files.put(NAME, bytes);
    assertThatThrownBy(() -> file.chunks().read(position)).hasMessageContaining("high bit");
    assertThatThrownBy(() -> file.chunks().read(1_000_000))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("the end of the file");
  }

  @Test
  void writesALargeSaveInPiecesAndReadsItBackBeforeTheCommit() throws IOException {
    AppendFile file = create(DiskVersion.V14);
    List<Long> positions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      positions.add(file.appendChunk(body(50_000 + i)));
    }
    assertThat(file.size()).isGreaterThan(Tail.WRITE_BUFFER_SIZE);
    for (int i = 0; i < 50; i++) {
      assertThat(file.writtenChunks().read(positions.get(i))).isEqualTo(body(50_000 + i));
    }
  }

  @Test
  void appendsBehindWhateverGarbageAFileEndsWith() throws IOException {
    create(DiskVersion.V14).close();
    byte[] garbage = Arrays.copyOf(files.bytes(NAME), 5000);
    Arrays.fill(garbage, 4096, 5000, (byte) 0x77);
    files.put(NAME, garbage);
    FileOpening.Opened opened =
        FileOpening.open(files, NAME, OpenMode.WRITE, HeaderSearch.RECOVERY, EncryptionKeys.none());
    long position = opened.file().appendChunk(body(10));
    assertThat(position).isEqualTo(5000);
    CommittedHeader committed =
        opened.file().commit(Header.empty(DiskVersion.V14).withPreviousPosition(0));
    FileOpening.Opened reopened =
        FileOpening.open(files, NAME, OpenMode.READ, HeaderSearch.STRICT, EncryptionKeys.none());
    assertThat(reopened.lastHeader()).isEqualTo(committed);
    assertThat(reopened.file().chunks().read(position)).isEqualTo(body(10));
  }

  private AppendFile create(DiskVersion version) throws IOException {
    return FileOpening.create(files, NAME, version, InitialHeader.WRITTEN, Encryption.NONE);
  }

  private static byte[] body(int size) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) (i * 31 + size);
    }
    return body;
  }
}
