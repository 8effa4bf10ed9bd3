package dev.lockstep.scenarios.cli;

import java.nio.file.Path;

/**
 * The folder Lockstep runs in.
 *
 * @param folder it holds {@code scenarios/} and, after a build, {@code target/}
 */
record Home(Path folder) {

  /** Where the scenario files are. */
  Path scenarios() {
    return folder.resolve("scenarios");
  }

  /** Where reports go unless somebody says otherwise. */
  Path reports() {
    return folder.resolve("target").resolve("lockstep");
  }
}
