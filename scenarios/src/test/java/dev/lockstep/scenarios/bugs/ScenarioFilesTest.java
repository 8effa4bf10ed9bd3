package dev.lockstep.scenarios.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.junit.ScenarioFiles;
import dev.lockstep.model.result.ScenarioResult;

/** Scenario files as tests, as docs/junit.md shows it. */
class ScenarioFilesTest {

  @ScenarioFiles({"proofs/flusher-compactor.yaml", "bugs/B18-rollback-does-not-abort.yaml"})
  void endsAsItsFileExpects(ScenarioResult result) {
    assertThat(result.executions()).isPositive();
  }
}
