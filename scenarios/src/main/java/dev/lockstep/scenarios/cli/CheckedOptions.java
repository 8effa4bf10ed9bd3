package dev.lockstep.scenarios.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that a command mixes in and that refuse a value which makes no sense. */
abstract class CheckedOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs.
  private CommandSpec spec;

  /** One line for whoever gave the command. */
  final ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
