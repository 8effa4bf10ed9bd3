package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What {@code lockstep soak} runs. It lies above this module, with the other tests on real threads, and
 * is found by {@link java.util.ServiceLoader} where the launcher has built it.
 */
public interface Soak {

  /**
   * What is asked for.
   *
   * @param directory an empty one, for the store's files
   * @param seconds how long
   * @param seed of everything that is chosen at random
   * @param vbuckets how many, at least 1
   * @param readers how many tasks read, at least 1
   */
  record Request(Path directory, long seconds, long seed, int vbuckets, int readers) {}

  /**
   * Runs until the time is over or something is wrong.
   *
   * @param out takes the lines of the summary
   * @param progress takes a line every few seconds
   * @return whether nothing was wrong
   */
  boolean run(Request request, Consumer<String> out, Consumer<String> progress) throws IOException;
}
