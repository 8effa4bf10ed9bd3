package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFolderTest {
  @TempDir
  private Path folder;

  @Test
  void findsEveryScenarioFileSortedByName() throws IOException {
    write("proofs/b.yaml");
    write("proofs/a.yaml");
    write("bugs/deep/c.yaml");
    write("README.md");
    write("scenario.schema.json");

    assertThat(new ScenarioFolder(folder).find(folder))
        .extracting(Entry::name)
        .containsExactly("bugs/deep/c", "proofs/a", "proofs/b");
  }

  @Test
  void passesOverHiddenFoldersAndThoseOfABuild() throws IOException {
    write("src/test/resources/x.yaml");
    write("target/x.yaml");
    write(".git/x.yaml");
    write("proofs/a.yaml");

    assertThat(new ScenarioFolder(folder).find(folder))
        .extracting(Entry::name)
        .containsExactly("proofs/a");
  }

  @Test
  void namesAPartOfTheFolderFromTheFolder() throws IOException {
    write("proofs/a.yaml");
    write("bugs/c.yaml");

    assertThat(new ScenarioFolder(folder).find(folder.resolve("bugs")))
        .extracting(Entry::name)
        .containsExactly("bugs/c");
  }

  @Test
  void findsAFileByTheNameOfItsScenarioAndNoOther() throws IOException {
    Path file = write("proofs/a.yaml");
    write("secret.txt");

    assertThat(new ScenarioFolder(folder).find("proofs/a")).contains(file);
    assertThat(new ScenarioFolder(folder).find("proofs/../proofs/a")).isEmpty();
    assertThat(new ScenarioFolder(folder).find("secret.txt")).isEmpty();
    assertThat(new ScenarioFolder(folder.resolve("proofs")).find("../proofs/a")).isEmpty();
  }

  @Test
  void callsAFileFromElsewhereByItsOwnName() {
    assertThat(new ScenarioFolder(folder).nameOf(Path.of("elsewhere", "x.yaml")))
        .isEqualTo("x");
  }

  @Test
  void refusesAYmlFileThatWouldBePassedOverInSilence() throws IOException {
    Path file = write("proofs/a.yml");

    assertThatThrownBy(() -> new ScenarioFolder(folder).find(folder))
        .hasMessage(file + ":1:1: the file name ends in .yml; expected .yaml");
  }

  @Test
  void refusesAFolderThatIsNone() {
    assertThatThrownBy(() -> new ScenarioFolder(folder).find(folder.resolve("none")))
        .isInstanceOf(NotDirectoryException.class);
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "title: T\ntasks: {t: [scan]}\n");
  }
}
