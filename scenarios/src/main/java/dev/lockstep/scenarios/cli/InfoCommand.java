package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.tool.Format;
import dev.lockstep.engine.tool.Info;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockstep info}: what a couch file says about itself. */
@Command(
    name = "info",
    description = "Shows a couch file's version, headers, seqnos, counts and sizes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InfoCommand implements Callable<Integer> {
  private final Console console;

  @Mixin
  private CouchPath file = new CouchPath();

  @Option(names = "--json", description = "as one JSON object")
  private boolean isJson;

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Info info = file.with(Info::read);
    info.write(isJson ? Format.JSON : Format.TEXT, new OutputStreamWriter(console.out(), UTF_8));
    return ExitCode.AS_EXPECTED.code();
  }
}
