package dev.lockstep.model.result;

import java.util.Optional;
import java.util.regex.Pattern;

/** The command that runs a counterexample again, to be pasted into a shell. */
public final class ReplayLine {
  /** What a shell leaves alone. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+=:@%,-]+");

  private ReplayLine() {}

  /** The command for a counterexample. */
  public static String of(Counterexample found) {
    return of(found.token(), found.folder());
  }

  /** The command for a token whose scenario is below a folder; empty for the usual one. */
  public static String of(String token, Optional<String> folder) {
    return "./lockstep replay " + quoted(token)
        + folder.map(path -> " --scenarios " + quoted(path)).orElse("");
  }

  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
