package dev.lockstep.scenarios.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The source of a JUnit test that explores one scenario file, to be pasted as it is. */
final class ReproducingTest {
  private static final String PREFIX = "Scenario";
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+");

  private ReproducingTest() {}

  /** A whole class, which fails as long as the file does not end as it expects. */
  static String of(String scenario, Path file) {
    return String.join(
        "\n",
        "import dev.lockstep.model.result.ScenarioResult;",
        "import dev.lockstep.model.junit.ScenarioFiles;",
        "",
        "class " + className(scenario) + " {",
        "  @ScenarioFiles(\"" + literal(file.toString()) + "\")",
        "  void endsAsItsFileExpects(ScenarioResult result) {}",
        "}",
        "");
  }

  /** The scenario's own name, without its folders, as the name of a class. */
  static String className(String scenario) {
    StringBuilder name = new StringBuilder();
    String own = scenario.substring(scenario.lastIndexOf('/') + 1);
    for (String word : BETWEEN_WORDS.splitAsStream(own).toList()) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    boolean isName = name.length() > 0 && Character.isJavaIdentifierStart(name.charAt(0));
    return (isName ? "" : PREFIX) + name + "Test";
  }

  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
