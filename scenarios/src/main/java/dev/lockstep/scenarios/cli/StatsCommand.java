package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.tool.Format;
import dev.lockstep.engine.tool.StoreStatistics;
import dev.lockstep.engine.tool.ToolKeys;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep stats}: what the vbuckets of a store count, read from its files. */
@Command(
    name = "stats",
    description = {
      "Shows what each vbucket of a store counts: items, tombstones, prepares, seqnos, sizes.",
      "Read from the files' newest commits; nothing is written. Latencies and counts of flushes are"
          + " in no file: the program that has the store open shows them, through JMX."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit codes: 0 all could be read, 1 some are damaged, 2 this is no store."})
final class StatsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder of a store")
  private Path folder = Path.of("");

  @Mixin
  private KeyFile keys = new KeyFile();

  @Option(names = "--json", description = "as one JSON object")
  private boolean isJson;

  StatsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    StoreStatistics statistics =
        StorePath.of(folder, ToolKeys.keeping(keys.encryption())).with(StoreStatistics::read);
    statistics.write(
        isJson ? Format.JSON : Format.TEXT, new OutputStreamWriter(console.out(), UTF_8));
    boolean isWhole = statistics.damaged().isEmpty();
    return (isWhole ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).code();
  }
}
