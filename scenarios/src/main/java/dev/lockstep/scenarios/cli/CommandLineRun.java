package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.scenarios.language.NearWord;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One run of the command line. Whatever goes wrong ends as one line on standard error that says what
 * to do, except a bug of ours, which ends with its stack trace.
 */
final class CommandLineRun {
  private final Console console;
  private final CommandLine commandLine;

  CommandLineRun(Console console, Home home) {
    this.console = console;
    this.commandLine = new CommandLine(new LockstepCommand());
    List<Callable<Integer>> commands = List.of(
        new CheckCommand(console, home),
        new MergeCommand(console, home),
        new ReplayCommand(console, home),
        new ListCommand(console, home),
        new InfoCommand(console),
        new DumpCommand(console),
        new VerifyCommand(console),
        new CompactCommand(console),
        new StatsCommand(console));
    commands.forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(new SoakCommand(console));
    commandLine.addSubcommand(benchmarks(console, home));
    ArgumentTypes.readFor(commandLine);
    commandLine.setExpandAtFiles(false);
    commandLine.setOut(writer(console.out()));
    commandLine.setErr(writer(console.err()));
    commandLine.setExitCodeExceptionMapper(failure -> ExitCode.MISUSE.code());
    commandLine.setParameterExceptionHandler((failure, args) -> misuse(failure));
    commandLine.setExecutionExceptionHandler((failure, command, result) -> failed(failure));
  }

  private static CommandLine benchmarks(Console console, Home home) {
    CommandLine bench = new CommandLine(new BenchCommand());
    bench.addSubcommand(new BenchBugsCommand(console, home));
    bench.addSubcommand(new BenchStoreCommand(console));
    for (Benchmark benchmark : ServiceLoader.load(Benchmark.class)) {
      bench.addSubcommand(benchmark.command(console::line, home.folder()));
    }
    return bench;
  }

  /** Runs the command that the arguments name. */
  ExitCode run(String... args) {
    ExitCode code;
    try {
      code = codeOf(commandLine.execute(args));
    } catch (OutOfMemoryError full) {
      console.error("there is not enough memory (" + full.getMessage()
          + "): give the JVM more with LOCKSTEP_JAVA_OPTS=-Xmx");
      code = ExitCode.MISUSE;
    } catch (Error | RuntimeException bug) {
      code = broken(bug);
    }
    if (console.out().checkError() && code != ExitCode.BROKEN) {
      console.error("standard output cannot be written; what was printed is not complete");
      return ExitCode.MISUSE;
    }
    return code;
  }

  private int misuse(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    Optional<String> unknown = failure instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().stream().findFirst()
        : Optional.empty();
    String problem = unknown
        .filter(word -> !word.startsWith("-"))
        .map(word -> misplaced(word, command))
        .orElseGet(() -> sentence(String.valueOf(failure.getMessage())));
    String near = unknown
        .flatMap(word -> NearWord.find(word, command.getSubcommands().keySet()))
        .map(word -> "; did you mean '" + word + "'?")
        .orElse("");
    String help = "./" + command.getCommandSpec().qualifiedName() + " --help";
    console.error(problem + near + "; see '" + help + "'");
    return ExitCode.MISUSE.code();
  }

  /** What is wrong with a word for which a command has no place. */
  private static String misplaced(String word, CommandLine command) {
    if (!command.getSubcommands().isEmpty()) {
      return "no " + subcommandWord(command) + " is called '" + word + "'";
    }
    // Among paths that may be left out picocli has no place for an empty one.
    return word.isEmpty()
        ? "an argument is empty: leave it out or name a file or folder"
        : "'" + word + "' is one argument too many";
  }

  /** What stands for a subcommand in the help: "command", "benchmark". */
  private static String subcommandWord(CommandLine command) {
    return command
        .getCommandSpec()
        .usageMessage()
        .synopsisSubcommandLabel()
        .toLowerCase(Locale.ROOT);
  }

  private int failed(Exception failure) {
    if (failure instanceof IOException operating) {
      console.error(FailureText.of(operating));
      return ExitCode.MISUSE.code();
    }
    return broken(failure).code();
  }

  private ExitCode broken(Throwable bug) {
    console.error("a bug of Lockstep itself, please report it with these lines:");
    bug.printStackTrace(console.err());
    return ExitCode.BROKEN;
  }

  private static ExitCode codeOf(int code) {
    for (ExitCode exitCode : ExitCode.values()) {
      if (exitCode.code() == code) {
        return exitCode;
      }
    }
    throw new AssertionError("a command ended with " + code);
  }

  /** The first line of a message of picocli's, with a small letter to begin with. */
  private static String sentence(String message) {
    String line = message.lines().findFirst().orElse("wrong arguments").strip();
    if (line.startsWith("Error: ")) {
      return line.substring("Error: ".length());
    }
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, UTF_8);
  }
}
