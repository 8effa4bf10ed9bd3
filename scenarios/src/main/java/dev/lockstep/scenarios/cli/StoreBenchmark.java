package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@code lockstep bench store} runs. It lies above this module, with the stores it compares ours
 * to, and is found by {@link java.util.ServiceLoader} where the launcher has built it.
 */
public interface StoreBenchmark {

  /**
   * What is asked for.
   *
   * @param quick a look instead of the full measurement
   * @param engines the names of the stores to measure; none: all
   * @param directory an existing one; stores are made in it and removed again
   * @param json where to write the results in their JSON form too
   */
  record Request(boolean quick, List<String> engines, Path directory, Optional<Path> json) {}

  /**
   * Measures, at least one store, or fails.
   *
   * @param out takes the lines of the result
   * @param progress takes lines that say how far it is
   */
  void run(Request request, Consumer<String> out, Consumer<String> progress) throws IOException;
}
