package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.tool.Dump;
import dev.lockstep.engine.tool.Dump.Section;
import dev.lockstep.engine.tool.Format;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockstep dump}: the documents of a couch file, each on a line. */
@Command(
    name = "dump",
    description =
        "Prints the documents of a couch file, by seqno unless another order is asked for.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DumpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin
  private CouchPath file = new CouchPath();

  @Option(names = "--json", description = "one JSON object a document and line")
  private boolean isJson;

  @ArgGroup
  private Order order = new Order();

  DumpCommand(Console console) {
    this.console = console;
  }

  /** What to print instead; at most one of them. */
  private static final class Order {
    @Option(names = "--by-id", description = "in the order of the ids")
    private boolean isById;

    @Option(names = "--local", description = "the local documents")
    private boolean isLocal;

    Section section() {
      if (isById) {
        return Section.BY_ID;
      }
      return isLocal ? Section.LOCAL : Section.BY_SEQNO;
    }
  }

  @Override
  public Integer call() throws IOException {
    Format format = isJson ? Format.JSON : Format.TEXT;
    Writer out = new BufferedWriter(new OutputStreamWriter(console.out(), UTF_8));
    try {
      file.with(source -> Dump.write(source, order.section(), format, out));
    } finally {
      // What was read before the damage is whole and true.
      out.flush();
    }
    return ExitCode.AS_EXPECTED.code();
  }
}
