package dev.lockstep.scenarios.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line without a command. */
@Command(
    name = "lockstep",
    description =
        "Runs a storage engine through every interleaving of its tasks and says what breaks.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lockstep check                     explore every scenario but the long proofs",
      "  ./lockstep check scenarios/proofs    explore one folder",
      "  ./lockstep check bugs --scheduler random --executions 5000 --seed 7",
      "  ./lockstep replay TOKEN              run one found execution again, by steps",
      "  ./lockstep merge FILE...             join the results of check --shard",
      "  ./lockstep list                      what scenarios there are",
      "  ./lockstep bench bugs                how soon each bug is found",
      "  ./lockstep bench store               the engine beside other stores",
      "  ./lockstep soak --minutes 60 --dir D real threads and files, at random",
      "  ./lockstep dump --json db.couch.1    a couch file's documents, one a line",
      "",
      "Exit codes: 0 as expected, 1 not as expected, 2 an argument or a file is wrong,",
      "3 a bug of Lockstep itself, 4 nothing broke in a shard, which alone is no proof."
    })
final class LockstepCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs.
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
