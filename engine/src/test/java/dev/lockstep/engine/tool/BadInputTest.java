package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockstep.engine.tool.CompactFile.TargetVersion;
import dev.lockstep.engine.tool.CompactFile.Tombstones;
import dev.lockstep.engine.tool.Dump.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever file a tool is given, it ends with one clear line, and the disk stays as it was. */
class BadInputTest {
  @TempDir
  Path directory;

  private ToolFixture fixture;

  @BeforeEach
  void create() throws IOException {
    fixture = new ToolFixture(directory);
  }

  @TestFactory
  Stream<DynamicTest> aMissingFile() {
    return refused(fixture.source("absent.couch"), "there is no such file", "check the path");
  }

  @TestFactory
  Stream<DynamicTest> anEmptyFile() throws IOException {
    return refused(fixture.put("empty.couch", new byte[0]), "the file is empty", "couch file");
  }

  @TestFactory
  Stream<DynamicTest> aFileCutInItsLastHeader() throws IOException {
    return refused(fixture.truncated(), "damaged at", "recovery mode");
  }

  @TestFactory
  Stream<DynamicTest> aShortTextFile() throws IOException {
    byte[] text = "\0just a note".getBytes(StandardCharsets.UTF_8);
    return refused(fixture.put("note.txt", text), "not a couch file", "couch file");
  }

  @TestFactory
  Stream<DynamicTest> aLongTextFile() throws IOException {
    byte[] text =
        "There is nothing here for a storage engine. ".repeat(500).getBytes(StandardCharsets.UTF_8);
    return refused(fixture.put("long.txt", text), "damaged at", "couch file");
  }

  @TestFactory
  Stream<DynamicTest> aVersionBeforeOurs() throws IOException {
    return refused(fixture.ofVersion(10), "disk version 10", "11 to 14");
  }

  @TestFactory
  Stream<DynamicTest> aVersionAfterOurs() throws IOException {
    return refused(fixture.ofVersion(15), "disk version 15", "11 to 14");
  }

  @TestFactory
  Stream<DynamicTest> anEncryptedFile() throws IOException {
    return refused(
        fixture.encrypted("our-key"), "our-key", "give a file of keys that has this one");
  }

  @TestFactory
  Stream<DynamicTest> aDirectory() throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    return refused(fixture.source("folder"), "is a directory, not a file", "check the path");
  }

  private Stream<DynamicTest> refused(CouchSource source, String problem, String advice) {
    Map<String, ThrowingCallable> tools = Map.of(
        "info", () -> Info.read(source),
        "dump", () -> Dump.write(source, Section.BY_ID, Format.JSON, new StringWriter()),
        "verify", () -> Verify.write(source, new StringWriter()),
        "compact",
            () ->
                CompactFile.run(source, "target.couch", Tombstones.KEEP, TargetVersion.COMPATIBLE));
    return tools.entrySet().stream()
        .map(tool -> DynamicTest.dynamicTest(tool.getKey(), () -> {
          Map<String, String> before = fixture.snapshot();
          Throwable refusal = catchThrowable(tool.getValue());
          assertThat(refusal)
              .isInstanceOf(UnusableFileException.class)
              .hasMessageStartingWith(source.name() + ": ")
              .hasMessageContaining(problem)
              .hasMessageContaining(advice)
              .message()
              .doesNotContain("\n");
          assertThat(((UnusableFileException) refusal).file()).isEqualTo(source.name());
          assertThat(fixture.snapshot()).isEqualTo(before);
        }));
  }
}
