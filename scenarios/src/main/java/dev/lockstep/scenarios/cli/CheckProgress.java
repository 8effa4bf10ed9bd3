package dev.lockstep.scenarios.cli;

import dev.lockstep.model.check.Checkpoint;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.reports.CheckpointFile;
import dev.lockstep.reports.CheckpointFile.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a check has come, kept in a file if the user names one, so that the next check with the same
 * file goes on from there:
 *
 * <ol>
 *   <li>what is finished is not explored again;
 *   <li>what was stopped by a limit goes on;
 *   <li>when all is finished the file is removed.
 * </ol>
 */
final class CheckProgress {
  private final Optional<Path> file;
  private final RunResult empty;
  private final Map<String, String> searches = new LinkedHashMap<>();
  private final List<ScenarioResult> finished = new ArrayList<>();
  private final Map<String, byte[]> unfinished = new LinkedHashMap<>();

  private CheckProgress(Optional<Path> file, RunResult empty, List<Scenario> scenarios) {
    this.file = file;
    this.empty = empty;
    scenarios.forEach(scenario -> searches.put(scenario.name(), scenario.explored()));
  }

  /**
   * Takes up what the file holds, if it is there, and writes it, so that a place where that cannot be
   * done costs no time.
   *
   * @param empty the run's result without any scenario
   * @throws UnusableArgumentException if it is of another check
   */
  static CheckProgress of(Optional<Path> file, RunResult empty, List<Scenario> scenarios)
      throws IOException {
    CheckProgress progress = new CheckProgress(file, empty, scenarios);
    if (file.isPresent()) {
      if (Files.exists(file.get())) {
        progress.takeUp(file.get());
      }
      progress.write();
    }
    return progress;
  }

  private void takeUp(Path from) throws UnusableArgumentException {
    Content content;
    try {
      content = CheckpointFile.read(from);
    } catch (IOException e) {
      throw new UnusableArgumentException(String.valueOf(e.getMessage()));
    }
    RunResult before = content.finished();
    if (!before.version().equals(empty.version())) {
      throw refused(from, "version " + before.version() + ", this is " + empty.version());
    }
    if (!before.shard().equals(empty.shard())) {
      throw refused(from, "shard " + before.shard() + ", this is " + empty.shard());
    }
    if (!content.searches().keySet().equals(searches.keySet())) {
      throw refused(from, "other scenarios");
    }
    for (Map.Entry<String, String> search : searches.entrySet()) {
      if (!search.getValue().equals(content.searches().get(search.getKey()))) {
        throw refused(from, "another content or other options of " + search.getKey());
      }
    }
    finished.addAll(before.scenarios());
    unfinished.putAll(content.unfinished());
  }

  private static UnusableArgumentException refused(Path file, String what) {
    return new UnusableArgumentException(
        file + ": a checkpoint of " + what + "; remove it or name another file");
  }

  /** What came of a scenario that is finished. */
  Optional<ScenarioResult> finished(Scenario scenario) {
    return finished.stream()
        .filter(result -> result.name().equals(scenario.name()))
        .findFirst();
  }

  /** Where the exploration of a scenario is written down. */
  Checkpoint checkpoint(Scenario scenario) {
    return file.isEmpty()
        ? Checkpoint.NONE
        : new Checkpoint() {
          @Override
          public Optional<byte[]> saved() {
            return Optional.ofNullable(unfinished.get(scenario.name()));
          }

          @Override
          public void save(byte[] state) {
            unfinished.put(scenario.name(), state);
            try {
              write();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
  }

  /** The exploration of a scenario has ended. */
  void ended(ScenarioResult result) throws IOException {
    boolean isDone = !result.verdict().isLimit() && result.verdict() != Verdict.NO_EXECUTION;
    if (file.isPresent() && isDone) {
      unfinished.remove(result.name());
      finished.add(result);
      write();
    }
  }

  private void write() throws IOException {
    RunResult done =
        new RunResult(empty.version(), empty.java(), empty.taskDriver(), empty.shard(), finished);
    CheckpointFile.write(file.orElseThrow(), new Content(done, searches, unfinished));
  }

  /** The check has ended. Removes the file if nothing is left to do; else says what it is good for. */
  Optional<String> close() throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (finished.size() == searches.size()) {
      Files.deleteIfExists(file.get());
      return Optional.empty();
    }
    return Optional.of(
        SummaryLines.shown(file.get()) + ": how far it came; the same command goes on from there");
  }
}
