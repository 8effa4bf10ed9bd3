package dev.lockstep.scenarios.cli;

import dev.lockstep.reports.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench store}: our engine beside other stores, as Markdown. */
@Command(
    name = "store",
    description =
        "Our engine beside H2 MVStore, RocksDB, LMDB and Xodus on the same workloads, as a Markdown"
            + " table.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExample:%n",
    footer = "  ./lockstep bench store --quick --json results.json")
final class BenchStoreCommand implements Callable<Integer> {
  private static final List<String> ENGINES =
      List.of("lockstep", "mvstore", "rocksdb", "lmdb", "xodus");

  private final Console console;

  @Option(names = "--quick", description = "a tenth of the documents and short times")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "write the numbers here too")
  private @Nullable Path json;

  @Option(
      names = "--engines",
      paramLabel = "NAME",
      split = ",",
      description = "measure only these: lockstep, mvstore, rocksdb, lmdb, xodus")
  private List<String> engines = List.of();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "where the stores are made and removed again; default: the system's for"
          + " temporary files")
  private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

  BenchStoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    validate();
    StoreBenchmark benchmark = ServiceLoader.load(StoreBenchmark.class)
        .findFirst()
        .orElseThrow(() -> new UnusableArgumentException(
            "the stores to compare with are not in this jar: run ./lockstep bench store, which"
                + " builds them"));
    StoreBenchmark.Request request =
        new StoreBenchmark.Request(quick, engines, directory, Optional.ofNullable(json));
    benchmark.run(request, console::line, line -> console.err().print(line + "\n"));
    return ExitCode.AS_EXPECTED.code();
  }

  private void validate() throws IOException {
    for (String engine : engines) {
      if (!ENGINES.contains(engine)) {
        throw new UnusableArgumentException(
            "--engines names '" + engine + "': choose from " + String.join(", ", ENGINES));
      }
    }
    if (!Files.isDirectory(directory)) {
      throw new UnusableArgumentException(
          directory + " is no directory: create it or name another");
    }
    if (json != null) {
      WholeFile.checkWritable(json);
    }
  }
}
