package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.file.Transfer;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MappedReadsTest {
  private static final String NAME = "0.couch.1";
  private static final int STEP = 300_000;
  private static final int STEPS = 20;

  @TempDir
  private Path directory;

  private final Random random = new Random(5);
  private StorageFiles files;

  @BeforeEach
  void openDirectory() throws IOException {
    files = LivePlatform.files(directory);
  }

  @Test
  void readsWhatWasWrittenHoweverTheFileGrows() throws IOException {
    byte[] content = content();
    try (StorageFile file = files.open(NAME, OpenMode.CREATE_NEW)) {
      for (int length = STEP; length <= content.length; length += STEP) {
        Transfer.writeFully(file, ByteBuffer.wrap(content, length - STEP, STEP), length - STEP);
        readSome(file, content, length);
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file cannot be removed there")
  void takesShortReadsOfAllButTheYoungestPart() throws IOException {
    byte[] content = write();
    MappedReads mapped = MappedReads.open(directory.resolve(NAME));
    try {
      assertThat(mapped.read(ByteBuffer.allocate(1000), 5)).isTrue();
      assertThat(mapped.read(ByteBuffer.allocate(1000), content.length - 1000)).isFalse();
      assertThat(mapped.read(ByteBuffer.allocate(100_000), 5)).isFalse();
    } finally {
      mapped.close();
    }
    assertThat(mapped.read(ByteBuffer.allocate(1000), 5)).isFalse();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux says what a process has mapped")
  void whatIsLargeIsMappedAndUnmappedMeanwhile() throws IOException {
    int length = 40_000_000;
    byte[] content = new byte[length];
    random.nextBytes(content);
    try (StorageFile file = files.open(NAME, OpenMode.CREATE_NEW)) {
      Transfer.writeFully(file, ByteBuffer.wrap(content), 0);
    }
    MappedReads mapped = MappedReads.open(directory.resolve(NAME));
    byte[] found = new byte[1000];
    await().until(() -> mapped.read(ByteBuffer.wrap(found), length / 2));
    assertThat(found).isEqualTo(Arrays.copyOfRange(content, length / 2, length / 2 + 1000));
    assertThat(mappedNow()).isPositive();
    mapped.close();
    assertThat(mapped.read(ByteBuffer.wrap(found), length / 2)).isFalse();
    await().until(() -> mappedNow() == 0);
  }

  /** How many pieces of the file this process has mapped. */
  private long mappedNow() throws IOException {
    String path = directory.resolve(NAME).toString();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains(path)).count();
    }
  }

  @Test
  void readsShortAtTheEndOfTheFile() throws IOException {
    byte[] content = write();
    try (StorageFile file = files.open(NAME, OpenMode.READ)) {
      readSome(file, content, content.length);
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(file.read(target, content.length - 60)).isEqualTo(60);
      assertThat(file.read(target, content.length)).isEqualTo(-1);
    }
  }

  @Test
  void aRemovedFileStaysReadable() throws IOException {
    byte[] content = write();
    try (StorageFile file = files.open(NAME, OpenMode.READ)) {
      readSome(file, content, content.length / 2);
      files.remove(NAME);
      readSome(file, content, content.length);
    }
  }

  @Test
  void aClosedFileRefusesReads() throws IOException {
    byte[] content = write();
    StorageFile file = files.open(NAME, OpenMode.READ);
    readSome(file, content, content.length);
    file.close();
    file.close();
    assertThatThrownBy(() -> file.read(ByteBuffer.allocate(10), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void anInterruptHarmsNoRead() throws IOException {
    byte[] content = write();
    try (StorageFile file = files.open(NAME, OpenMode.READ)) {
      Thread.currentThread().interrupt();
      readSome(file, content, content.length);
      assertThat(Thread.interrupted()).isTrue();
      readSome(file, content, content.length);
    }
  }

  @Test
  void readersThatMeetAClosingReadWellOrFail() throws Exception {
    byte[] content = write();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 20; round++) {
        StorageFile file = files.open(NAME, OpenMode.READ);
        List<Future<?>> readers = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
          readers.add(executor.submit(readingUntilClosed(file, content, new Random(seed))));
        }
        readSome(file, content, content.length);
        file.close();
        for (Future<?> reader : readers) {
          reader.get();
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static Callable<Object> readingUntilClosed(
      StorageFile file, byte[] content, Random random) {
    return () -> {
      while (true) {
        try {
          readOne(file, content, content.length, random);
        } catch (IOException closed) {
          return closed;
        }
      }
    };
  }

  private void readSome(StorageFile file, byte[] content, int length) throws IOException {
    for (int i = 0; i < 200; i++) {
      readOne(file, content, length, random);
    }
  }

  private static void readOne(StorageFile file, byte[] content, int end, Random random)
      throws IOException {
    int length = 1 + random.nextInt(2000);
    int position = random.nextInt(end - length);
    ByteBuffer target = ByteBuffer.allocate(length + 7).position(7);
    assertThat(Transfer.readFully(file, target, position)).isEqualTo(length);
    assertThat(Arrays.equals(target.array(), 7, 7 + length, content, position, position + length))
        .isTrue();
  }

  private byte[] write() throws IOException {
    byte[] content = content();
    try (StorageFile file = files.open(NAME, OpenMode.CREATE_NEW)) {
      Transfer.writeFully(file, ByteBuffer.wrap(content), 0);
    }
    return content;
  }

  private byte[] content() {
    byte[] content = new byte[STEP * STEPS];
    random.nextBytes(content);
    return content;
  }
}
