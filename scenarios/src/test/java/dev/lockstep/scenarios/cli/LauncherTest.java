package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code lockstep}, with a Java and a Maven that only say how they were called. */
class LauncherTest {
  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  @TempDir
  private Path folder;

  private Path home = Path.of("");
  private Path jdk = Path.of("");
  private Path tools = Path.of("");

  @BeforeEach
  void aRepositoryAJdkAndAMaven() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/bin/sh")),
        "the launcher is a POSIX shell script, and here is no /bin/sh");
    home = Files.createDirectories(folder.resolve("a home"));
    Files.copy(Path.of("..", "lockstep"), home.resolve("lockstep"));
    for (String module : List.of("engine", "model", "reports", "scenarios", "stress")) {
      write("a home/" + module + "/pom.xml", "");
      write("a home/" + module + "/src/main/Some.java", "");
    }
    write("a home/pom.xml", "");
    jdk = jdk("jdk", "21.0.1");
    tools = folder.resolve("tools");
    script(
        "tools/mvn",
        "echo \"$PWD: mvn $*\" >> '" + folder + "/mvn.log'\n"
            + "mkdir -p scenarios/target stress/target\n"
            + ": > scenarios/target/lockstep.building.jar\n"
            + ": > stress/target/lockstep-stress-bench.jar");
  }

  @Test
  void buildsOnceThenRuns() throws Exception {
    Run first = launch(home.resolve("lockstep"), "check", "two words");
    Run second = launch(home.resolve("lockstep"), "list");

    assertThat(first.exitCode).isZero();
    assertThat(first.err)
        .containsExactly(
            "lockstep: Java 21 at " + jdk + " (from JAVA_HOME)",
            "lockstep: building engine,model,reports,scenarios (once) ...");
    assertThat(first.out)
        .endsWith("[" + home.toRealPath() + "/scenarios/target/lockstep.jar] [check] [two words]");
    assertThat(first.out)
        .contains("[-Dlockstep.home=" + home.toRealPath() + "] [-Dlockstep.terminal=false]");
    assertThat(second.err).hasSize(1);
    assertThat(builds())
        .containsExactly(
            home.toRealPath()
                + ": mvn -q -B -Dstyle.color=never -Dmaven.test.skip=true -Dspotless.check.skip=true -Dlockstep.jar=lockstep.building.jar package -pl scenarios -am");
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    launch(home.resolve("lockstep"), "list");
    Path source = home.resolve("model/src/main/Some.java");
    Path jar = home.resolve("scenarios/target/lockstep.jar");
    Files.setLastModifiedTime(
        source, FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 5_000));

    launch(home.resolve("lockstep"), "list");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void benchmarksRunWithWhatTheyCompareWith() throws Exception {
    launch(home.resolve("lockstep"), "list");

    Run run = launch(home.resolve("lockstep"), "bench", "bugs");

    assertThat(run.out)
        .endsWith("[" + home.toRealPath() + "/stress/target/lockstep-bench.jar] [bench] [bugs]");
    assertThat(builds()).hasSize(2).last().asString().endsWith(" package -pl stress -am");
  }

  @Test
  void runsThroughASymlinkFromElsewhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("lockstep"));

    assertThat(launch(link, "list").out).contains("[-Dlockstep.home=" + home.toRealPath() + "]");
  }

  @Test
  void takesOverTheLockOfABuildThatDied() throws Exception {
    // No process has this id: it is above the largest that Linux and macOS give.
    write("a home/target/build.lock/pid", "99999999\n");

    assertThat(launch(home.resolve("lockstep"), "list").exitCode).isZero();
    assertThat(home.resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void buildsOnceWhenTwoStartTogether() throws Exception {
    Process one = start(home.resolve("lockstep"), "list");
    Process two = start(home.resolve("lockstep"), "list");

    assertThat(exitCode(one)).isZero();
    assertThat(exitCode(two)).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void showsTheEndOfAFailedBuild() throws Exception {
    script("tools/mvn", "echo no compiler today; exit 1");

    Run run = launch(home.resolve("lockstep"), "list");

    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err).contains("no compiler today");
    assertThat(run.err.get(run.err.size() - 1))
        .isEqualTo("lockstep: the build failed: the end of " + home.toRealPath()
            + "/target/build.log is above");
    assertThat(home.resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void refusesAnOldJava() throws Exception {
    jdk = jdk("old", "1.8.0_392");

    assertThat(launch(home.resolve("lockstep"), "list"))
        .isEqualTo(
            new Run(
                2,
                "",
                List.of(
                    "lockstep: " + jdk
                        + " is Java 8, from JAVA_HOME: install a JDK 17 or newer, or set JAVA_HOME to one")));
  }

  @Test
  void refusesAJavaHomeWithoutJava() throws Exception {
    jdk = folder.resolve("none");

    assertThat(launch(home.resolve("lockstep"), "list").err)
        .containsExactly(
            "lockstep: JAVA_HOME is " + jdk + ", which holds no bin/java: correct or unset it");
  }

  @Test
  void refusesToBuildWithoutAJdk() throws Exception {
    Files.delete(jdk.resolve("bin/javac"));

    assertThat(launch(home.resolve("lockstep"), "list").err)
        .contains(
            "lockstep: " + jdk
                + " is no JDK, which building needs: install a JDK 17 or newer, or set JAVA_HOME to one");
  }

  private record Run(int exitCode, String out, List<String> err) {}

  private Run launch(Path script, String... args) throws IOException {
    Process process = start(script, args);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Run(exitCode(process), out, err.lines().toList());
  }

  private static int exitCode(Process process) {
    await().atMost(GIVE_UP).until(() -> !process.isAlive());
    return process.exitValue();
  }

  private Process start(Path script, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    return builder.start();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("mvn.log"));
  }

  private Path jdk(String name, String version) throws IOException {
    script(name + "/bin/java", "for word; do printf '[%s] ' \"$word\"; done");
    script(name + "/bin/javac", "exit 0");
    write(name + "/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    return folder.resolve(name);
  }

  private void script(String name, String body) throws IOException {
    Path file = write(name, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
