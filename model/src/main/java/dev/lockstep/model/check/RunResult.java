package dev.lockstep.model.check;

import java.util.List;

/**
 * What one run of the command line explored: the one model that every report is made from.
 *
 * @param version the version of Lockstep
 * @param java the Java runtime, for example {@code 17.0.15}
 * @param taskDriver how simulated tasks ran: {@code continuation} or {@code baton}
 * @param scenarios a result each, in the order they ran
 */
public record RunResult(
    String version, String java, String taskDriver, List<ScenarioResult> scenarios) {
  public RunResult {
    scenarios = List.copyOf(scenarios);
  }

  /** Whether every scenario ended as its file expects, and there was at least one. */
  public boolean passed() {
    return !scenarios.isEmpty() && scenarios.stream().allMatch(ScenarioResult::asExpected);
  }
}
