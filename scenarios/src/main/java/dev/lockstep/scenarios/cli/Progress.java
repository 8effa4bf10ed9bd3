package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Scenario;

/** Shows how a run gets on: a line for each scenario that ended and, on a terminal, a bar before it. */
interface Progress {

  /** The exploration of a scenario begins. */
  void begin(Scenario scenario);

  /** So many executions of it ran so far. */
  void advance(long executions);

  /** It ended. */
  void end(ScenarioResult result);
}
