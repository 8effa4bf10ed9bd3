package dev.lockstep.model.strand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks a Linux system on which cores this process may run, and to keep a thread on one. Java has no call for
 * that; the system's program {@code taskset} does it from outside, by the thread's number.
 */
final class Affinity {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final String CORES = "Cpus_allowed_list:";
  private static final int ANSWER_SECONDS_MAX = 10;

  private Affinity() {}

  /** The numbers of the cores; none where the system does not tell. */
  static List<Integer> cores() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(CORES))
          .flatMap(line -> numbers(line.substring(CORES.length())))
          .toList();
    } catch (IOException | UncheckedIOException anotherSystem) {
      return List.of();
    }
  }

  /** The numbers of a list like {@code 0-3,8}. */
  static Stream<Integer> numbers(String list) {
    return Stream.of(list.strip().split(",")).flatMap(range -> {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = Integer.parseInt(range.substring(dash + 1));
      return IntStream.rangeClosed(first, last).boxed();
    });
  }

  /** Keeps the calling thread on a core, and those that it starts from then on; false if that cannot be done. */
  static boolean keepOn(int core) {
    try {
      Path thread = Files.readSymbolicLink(THREAD); // 4711/task/4712
      Process taskset = new ProcessBuilder(
              "taskset",
              "-pc",
              Integer.toString(core),
              thread.getName(thread.getNameCount() - 1).toString())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return taskset.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS) && taskset.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
