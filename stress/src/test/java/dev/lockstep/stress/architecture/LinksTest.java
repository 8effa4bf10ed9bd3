package dev.lockstep.stress.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of every page of the repository that leads to a file leads to one that is there. */
class LinksTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  @Test
  void leadToFilesThatAreThere() throws IOException {
    List<Path> pages = pages();

    assertThat(pages).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/ci.md"));
    assertThat(pages.stream().flatMap(page -> broken(page).stream())).isEmpty();
  }

  @Test
  void areBrokenWhereNoFileIs() {
    assertThat(broken(
            Path.of("page.md"), "[a](there.md) and [b](nowhere.md#part), [c](https://d.e/f)"))
        .containsExactly("page.md: there.md", "page.md: nowhere.md");
  }

  /** Those of our own: what is built and what is hidden is left out. */
  private static List<Path> pages() throws IOException {
    try (Stream<Path> files =
        Files.find(ROOT, 4, (file, attributes) -> file.getFileName().toString().endsWith(".md"))) {
      return files.filter(LinksTest::isOurs).toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().equals(".git")) {
        return false;
      }
    }
    return true;
  }

  private static List<String> broken(Path page) {
    try {
      return broken(page, Files.readString(page));
    } catch (IOException e) {
      throw new AssertionError(page + " cannot be read", e);
    }
  }

  private static List<String> broken(Path page, String text) {
    List<String> broken = new ArrayList<>();
    for (Matcher link = LINK.matcher(text); link.find(); ) {
      String target = link.group(1);
      if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
        broken.add(page + ": " + target);
      }
    }
    return broken;
  }
}
