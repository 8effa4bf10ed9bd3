package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir
  private Path folder;

  @Test
  void replacesWhatWasThereAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("below/result");

    WholeFile.write(file, "one, which is long");
    WholeFile.write(file, "two");

    assertThat(file).hasContent("two");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void lookingWhetherItCanBeWrittenChangesNothing() throws IOException {
    Path old = Files.writeString(folder.resolve("old"), "kept");

    WholeFile.checkWritable(old);
    WholeFile.checkWritable(folder.resolve("new"));

    assertThat(old).hasContent("kept");
    assertThat(folder).isDirectoryNotContaining("glob:**/{new,*.partial}");
  }

  @Test
  void refusesBeforehandWhatItCouldNotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThatThrownBy(() -> WholeFile.checkWritable(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": this is a folder; name a file");
    assertThatThrownBy(() -> WholeFile.checkWritable(file.resolve("below")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void refusesToReadAFolderByItsName() {
    assertThatThrownBy(() -> WholeFile.read(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": this is a folder; name a file");
  }

  @Test
  void writesWhereALinkLeads() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    WholeFile.write(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }
}
