package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.tool.Verify;
import dev.lockstep.engine.tool.VerifyStore;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lockstep verify}: every invariant of a couch file's structure. */
@Command(
    name = "verify",
    description = {
      "Checks the structure of a couch file and lists what is damaged.",
      "Given the folder of a store, checks every vbucket, counters too, and names leftover files."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit codes: 0 sound, 1 damaged, 2 the file or folder cannot be opened at all."})
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin
  private CouchPath file = new CouchPath();

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Writer out = new OutputStreamWriter(console.out(), UTF_8);
    boolean isSound = file.isFolder()
        ? file.store().with(folder -> VerifyStore.write(folder, out))
        : file.with(source -> Verify.write(source, out));
    return (isSound ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).code();
  }
}
