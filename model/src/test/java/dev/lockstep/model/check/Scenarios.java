package dev.lockstep.model.check;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.Scenario.Expectation;
import dev.lockstep.model.check.Scenario.TaskScript;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Optional;

/** Small scenarios for tests, in few words. */
final class Scenarios {
  private static final String CONTENT_HASH = "0123456789abcdef";

  private Scenarios() {}

  static Operation set(String key, String value) {
    return flush(new Mutation.Set(key, Bytes.ofUtf8(value)));
  }

  static Operation flush(Mutation... mutations) {
    return new Operation.Flush(List.of(mutations));
  }

  static Operation compact() {
    return new Operation.Compact(0);
  }

  static TaskScript task(String name, Operation... operations) {
    return new TaskScript(name, List.of(operations));
  }

  static Scenario of(Search search, List<Operation> given, TaskScript... tasks) {
    return new Scenario(
        "test/scenario",
        "a scenario of a test",
        "",
        given,
        List.of(tasks),
        Optional.empty(),
        OwnProperties.NONE,
        false,
        FaultBudget.NONE,
        List.of(),
        Optional.empty(),
        VBucketParts.standard(),
        search,
        Expectation.HOLDS,
        CONTENT_HASH);
  }

  /** The same, with a crash at every step and these operations after each. */
  static Scenario withCrash(Scenario scenario, Operation... afterCrash) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        scenario.given(),
        scenario.tasks(),
        scenario.script(),
        scenario.own(),
        true,
        scenario.faults(),
        List.of(afterCrash),
        scenario.fault(),
        scenario.parts(),
        scenario.search(),
        scenario.expectation(),
        scenario.contentHash());
  }

  /** The same, with a script before the search. */
  static Scenario withScript(Scenario scenario, Script script) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        scenario.given(),
        scenario.tasks(),
        Optional.of(script),
        scenario.own(),
        scenario.crash(),
        scenario.faults(),
        scenario.afterCrash(),
        scenario.fault(),
        scenario.parts(),
        scenario.search(),
        scenario.expectation(),
        scenario.contentHash());
  }

  /** The same, made of faulty parts, which must break the property. */
  static Scenario withFault(Scenario scenario, Property broken, VBucketParts parts) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        scenario.given(),
        scenario.tasks(),
        scenario.script(),
        scenario.own(),
        scenario.crash(),
        scenario.faults(),
        scenario.afterCrash(),
        Optional.of("planted"),
        parts,
        scenario.search(),
        Expectation.violates(broken),
        scenario.contentHash());
  }

  static ScenarioResult explore(Scenario scenario) throws ScenarioException {
    return new Explorer(scenario, ExplorationListener.SILENT).explore();
  }
}
