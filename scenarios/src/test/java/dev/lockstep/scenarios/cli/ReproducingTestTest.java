package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproducingTestTest {

  @Test
  void compilesAsItIsPrinted(@TempDir Path folder) throws IOException {
    String source = ReproducingTest.of("bugs/B05-metadata-only-commit", Path.of("a \"b\"\\c.yaml"));
    Path file = folder.resolve("B05MetadataOnlyCommitTest.java");
    Files.write(file, source.getBytes(StandardCharsets.UTF_8));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();

    int code = compiler.run(
        null,
        null,
        errors,
        "-proc:none",
        "-cp",
        System.getProperty("java.class.path"),
        "-d",
        folder.toString(),
        file.toString());

    assertThat(code).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(folder.resolve("B05MetadataOnlyCommitTest.class")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "proofs/flusher-compactor, FlusherCompactorTest",
    "bugs/B05-metadata, B05MetadataTest",
    "7.fsyncs, Scenario7FsyncsTest",
    "..., ScenarioTest"
  })
  void isCalledAsTheScenario(String scenario, String name) {
    assertThat(ReproducingTest.className(scenario)).isEqualTo(name);
  }
}
