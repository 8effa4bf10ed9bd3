package dev.lockstep.scenarios.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A benchmark that a module above this one adds to {@code lockstep bench}, as a service ({@code
 * META-INF/services}). The launcher starts {@code bench} with that module on the class path.
 */
public interface Benchmark {

  /**
   * Its command, with picocli's annotations. It returns the exit code. An {@code IOException} ends it
   * as wrong use: the message is one line that says what to do.
   *
   * @param lines prints a line of results
   * @param home the folder that holds {@code scenarios/}
   */
  Callable<Integer> command(Consumer<String> lines, Path home);
}
