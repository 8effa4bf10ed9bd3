package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Starts the command line. Two system properties, which the launcher sets, tell it where it is:
 * {@code lockstep.home}, the folder that holds {@code scenarios/} (default: the current one), and
 * {@code lockstep.terminal}, whether a person watches (default: no).
 */
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    Console console = new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Boolean.getBoolean("lockstep.terminal"));
    Home home = new Home(Path.of(System.getProperty("lockstep.home", "")));
    System.exit(new CommandLineRun(console, home).run(args).code());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }
}
