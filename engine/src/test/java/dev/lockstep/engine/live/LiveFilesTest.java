package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFilesTest {
  @TempDir
  Path directory;

  private StorageFiles files;

  @BeforeEach
  void open() throws IOException {
    files = LivePlatform.files(directory);
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    assertThatThrownBy(() -> LivePlatform.open(directory.resolve("absent")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageEndingWith("absent: there is no such directory");
  }

  @Test
  void readsAtMostWhatIsThereAndThenSaysEnd() throws IOException {
    Files.writeString(directory.resolve("f"), "0123456789");
    try (StorageFile file = files.open("f", OpenMode.READ)) {
      ByteBuffer target = ByteBuffer.allocate(8);
      assertThat(file.read(target, 7)).isEqualTo(3);
      assertThat(target.position()).isEqualTo(3);
      assertThat(file.read(target, 10)).isEqualTo(-1);
      assertThat(file.read(target, 1000)).isEqualTo(-1);
      assertThat(new String(target.array(), 0, 3, StandardCharsets.UTF_8)).isEqualTo("789");
      assertThat(file.size()).isEqualTo(10);
      assertThat(file.name()).isEqualTo("f");
    }
  }

  @Test
  void writesAtAPositionAndFillsTheGapWithZeros() throws IOException {
    try (StorageFile file = files.open("f", OpenMode.CREATE_NEW)) {
      write(file, "tail", 4);
      write(file, "x", 0);
      file.sync();
      files.syncDirectory();
    }
    assertThat(Files.readAllBytes(directory.resolve("f")))
        .isEqualTo("x\0\0\0tail".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void opensOnlyWhatExistsAndCreatesOnlyWhatDoesNot() throws IOException {
    assertThatThrownBy(() -> files.open("f", OpenMode.READ))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("f: there is no such file");
    assertThatThrownBy(() -> files.open("f", OpenMode.WRITE))
        .isInstanceOf(FileNotFoundException.class);
    files.open("f", OpenMode.CREATE_NEW).close();
    assertThatThrownBy(() -> files.open("f", OpenMode.CREATE_NEW))
        .isInstanceOf(FileExistsException.class)
        .hasMessage("f: the file exists already");
  }

  @Test
  void refusesToWriteAFileOpenedForReading() throws IOException {
    Files.writeString(directory.resolve("f"), "kept");
    try (StorageFile file = files.open("f", OpenMode.READ)) {
      assertThatThrownBy(() -> write(file, "lost", 0)).isInstanceOf(AssertionError.class);
    }
    assertThat(directory.resolve("f")).hasContent("kept");
  }

  @Test
  void listsFilesInAscendingOrderWithoutDirectories() throws IOException {
    for (String name : new String[] {"b.couch.2", "a", "b.couch.10"}) {
      files.open(name, OpenMode.CREATE_NEW).close();
    }
    Files.createDirectory(directory.resolve("aa"));
    assertThat(files.list()).containsExactly("a", "b.couch.10", "b.couch.2");
  }

  @Test
  void renameReplacesTheTargetAndBothHandlesStayValid() throws IOException {
    try (StorageFile source = files.open("new", OpenMode.CREATE_NEW);
        StorageFile target = files.open("old", OpenMode.CREATE_NEW)) {
      write(source, "new", 0);
      write(target, "old", 0);
      files.rename("new", "old");
      files.syncDirectory();
      assertThat(files.list()).containsExactly("old");
      assertThat(directory.resolve("old")).hasContent("new");
      assertThat(read(target, 3)).isEqualTo("old");
      write(source, "er", 3);
      assertThat(directory.resolve("old")).hasContent("newer");
      assertThat(source.name()).isEqualTo("new");
    }
  }

  @Test
  void aRemovedFileIsReadAndWrittenThroughItsOpenHandle() throws IOException {
    try (StorageFile file = files.open("f", OpenMode.CREATE_NEW)) {
      write(file, "gone", 0);
      files.remove("f");
      assertThat(files.list()).isEmpty();
      write(file, " on", 4);
      assertThat(read(file, 7)).isEqualTo("gone on");
    }
  }

  @Test
  void renamingOrRemovingWhatIsNotThereSaysSo() {
    assertThatThrownBy(() -> files.rename("absent", "f")).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.remove("absent")).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void neverTakesADirectoryForAFile() throws IOException {
    Files.createDirectory(directory.resolve("d"));
    assertThatThrownBy(() -> files.open("d", OpenMode.READ))
        .isInstanceOf(FileSystemException.class)
        .hasMessage("d: is a directory, not a file");
    assertThatThrownBy(() -> files.remove("d")).isInstanceOf(FileSystemException.class);
    assertThat(directory.resolve("d")).isDirectory();
  }

  @Test
  void namesTheFileThatTheSystemDoesNotLetItRead() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "secret");
    assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system has no permissions to take away");
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "whoever runs this test may read every file");
    assertThatThrownBy(() -> files.open("f", OpenMode.READ))
        .hasMessage("f: the system refuses access; check its permissions");
  }

  @Test
  void refusesNamesThatLeaveTheDirectory() {
    for (String name : new String[] {"../f", "a/b", "/f", "", "..", "."}) {
      assertThatThrownBy(() -> files.open(name, OpenMode.CREATE_NEW))
          .as(name)
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void anInterruptedThreadReadsWritesAndSyncsAndKeepsItsFlag() throws IOException {
    try (StorageFile file = files.open("f", OpenMode.CREATE_NEW)) {
      Thread.currentThread().interrupt();
      write(file, "still here", 0);
      file.sync();
      files.syncDirectory();
      String seen = read(file, 10);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(seen).isEqualTo("still here");
      assertThat(read(file, 10)).as("the handle after the interrupt").isEqualTo("still here");
    } finally {
      Thread.interrupted();
    }
  }

  private static void write(StorageFile file, String text, long position) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (source.hasRemaining()) {
      file.write(source, position + source.position());
    }
  }

  private static String read(StorageFile file, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining() && file.read(target, target.position()) > 0) {}
    return new String(target.array(), 0, target.position(), StandardCharsets.UTF_8);
  }
}
