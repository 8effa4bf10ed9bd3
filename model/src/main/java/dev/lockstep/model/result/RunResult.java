package dev.lockstep.model.result;

import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scheduler.Shard;
import java.util.List;

/**
 * What one run of the command line explored: the one model that every report is made from.
 *
 * @param version the version of Lockstep
 * @param java the Java runtime, for example {@code 17.0.15}
 * @param taskDriver how simulated tasks ran: {@code continuation} or {@code baton}
 * @param shard which share of every search it was
 * @param scenarios a result each, in the order they ran
 */
public record RunResult(
    String version, String java, String taskDriver, Shard shard, List<ScenarioResult> scenarios) {
  public RunResult {
    scenarios = List.copyOf(scenarios);
  }

  /** Whether the whole of every search ended as its file expects, and there was at least one. */
  public boolean passed() {
    return shard.equals(Shard.WHOLE)
        && !scenarios.isEmpty()
        && scenarios.stream().allMatch(ScenarioResult::asExpected);
  }

  /** How many scenarios ended in a way that no other share can make up for. */
  public long unexpected() {
    return scenarios.stream()
        .filter(one -> !one.asExpected() && one.verdict() != Verdict.SHARD)
        .count();
  }
}
