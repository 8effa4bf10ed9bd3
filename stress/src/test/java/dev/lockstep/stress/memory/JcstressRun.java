package dev.lockstep.stress.memory;

import com.fasterxml.jackson.core.JsonFactory;
import com.sun.jna.Library;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.stress.child.ChildRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import joptsimple.OptionParser;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.xerial.snappy.Snappy;

/**
 * One run of jcstress in a JVM of its own.
 *
 * <ol>
 *   <li>The classes are packed into jars: from directories jcstress cannot tell whether it may pad its
 *       result objects, and then it does not.
 *   <li>jcstress runs, with a directory of its own as working directory.
 *   <li>What came of it is read from the binary results that jcstress leaves there, the same that its
 *       report is made from. Its exit code says too little: it is 0 when no race was run.
 *   <li>The number of results must be the number of runs that jcstress announced ("22 planned"), and
 *       not 0.
 * </ol>
 *
 * @param exitCode jcstress's own: 0 where it is content
 * @param results one for each run of a race: a race runs more than once where there are several JVM
 *     arguments or compilation modes to try
 * @param output what jcstress printed
 */
record JcstressRun(int exitCode, List<TestResult> results, String output) {
  private static final Pattern PLANNED = Pattern.compile("\\bResults: (\\d+) planned\\b");

  /** One class from each place that the races need to be loaded. */
  private static final List<Class<?>> CLASS_PATH_OF = List.of(
      PinAgainstSwitch.class,
      HeaderSwitch.class,
      Main.class,
      OptionParser.class,
      Library.class,
      NullMarked.class,
      JsonFactory.class,
      Snappy.class);

  /**
   * What one run is to do.
   *
   * @param directory of its own
   */
  record Selection(Path directory, Effort effort, List<String> races) {}

  /** Makes several runs, some of them at once. */
  static List<JcstressRun> all(List<Selection> selections, int atOnce)
      throws IOException, InterruptedException {
    ExecutorService processes = Executors.newFixedThreadPool(atOnce);
    try {
      List<JcstressRun> ended = new ArrayList<>();
      for (Future<JcstressRun> run : processes.invokeAll(
          selections.stream().<Callable<JcstressRun>>map(one -> () -> of(one)).toList())) {
        ended.add(run.get());
      }
      return ended;
    } catch (ExecutionException e) {
      throw new IOException("a run of jcstress failed", e);
    } finally {
      processes.shutdownNow();
    }
  }

  /** Runs races in their directory, which is emptied first. The HTML report is {@code report/index.html}. */
  static JcstressRun of(Selection selection) throws IOException {
    Path directory = selection.directory();
    empty(directory);
    String classPath = classPath(directory);
    ChildRun run = run(directory, classPath, selection);
    List<TestResult> results = read(directory);
    checkComplete(planned(run.output()), results.size(), run.output());
    return new JcstressRun(run.exitCode(), results, run.output());
  }

  /** How many runs jcstress said it would make; 0 where it said nothing, for then it makes none. */
  static int planned(String output) {
    int planned = 0;
    for (Matcher matcher = PLANNED.matcher(output); matcher.find(); ) {
      planned = Integer.parseInt(matcher.group(1));
    }
    return planned;
  }

  /** Stops unless something was planned and all of it was done. */
  static void checkComplete(int planned, int results, String output) {
    if (planned == 0 || planned != results) {
      throw new AssertionError(
          "jcstress planned " + planned + " runs and left " + results + " results:\n" + output);
    }
  }

  /** The results of one race. */
  List<TestResult> of(String race) {
    return results.stream().filter(result -> result.getName().equals(race)).toList();
  }

  private static void empty(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(directory);
  }

  private static String classPath(Path directory) {
    List<String> entries = new ArrayList<>();
    for (Class<?> type : CLASS_PATH_OF) {
      Path place = placeOf(type);
      Path jar = directory.resolve(type.getSimpleName() + ".jar").toAbsolutePath();
      entries.add((Files.isDirectory(place) ? packed(place, jar) : place).toString());
    }
    return String.join(System.getProperty("path.separator"), entries);
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Path packed(Path classes, Path jar) {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    int code = tool.run(
        System.out, System.err, "--create", "--file=" + jar, "-C", classes.toString(), ".");
    if (code != 0) {
      throw new AssertionError("cannot pack " + classes + ": jar ended with " + code);
    }
    return jar;
  }

  private static ChildRun run(Path directory, String classPath, Selection selection)
      throws IOException {
    String races = "^(" + String.join("|", selection.races()) + ")$";
    List<String> command = new ArrayList<>();
    command.add(ChildRun.java());
    command.addAll(List.of("-cp", classPath, Main.class.getName(), "-t", races, "-r", "report"));
    command.addAll(selection.effort().arguments());
    return ChildRun.of(directory, selection.effort().durationMax(), command);
  }

  private static List<TestResult> read(Path directory) throws IOException {
    InProcessCollector collector = new InProcessCollector();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".bin.gz"))
          .forEach(file -> readInto(collector, file));
    }
    return List.copyOf(collector.getTestResults());
  }

  private static void readInto(InProcessCollector collector, Path file) {
    try {
      DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
      try {
        reader.dump();
      } finally {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
