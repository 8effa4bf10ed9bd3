package dev.lockstep.model.check;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.Expectation;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Optional;

/** Small scenarios for tests, in few words. */
public final class Scenarios {
  private static final String CONTENT_HASH = "0123456789abcdef";

  private Scenarios() {}

  public static Operation set(String key, String value) {
    return flush(new Mutation.Set(key, Bytes.ofUtf8(value)));
  }

  public static Operation flush(Mutation... mutations) {
    return new Operation.Flush(List.of(mutations));
  }

  public static Operation compact() {
    return new Operation.Compact(0);
  }

  public static TaskScript task(String name, Operation... operations) {
    return new TaskScript(name, List.of(operations));
  }

  public static Scenario of(Search search, List<Operation> given, TaskScript... tasks) {
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
  public static Scenario withCrash(Scenario scenario, Operation... afterCrash) {
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
  public static Scenario withFault(Scenario scenario, Property broken, VBucketParts parts) {
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

  public static ScenarioResult explore(Scenario scenario) throws ScenarioException {
    return new Explorer(scenario, ExplorationListener.SILENT).explore();
  }
}
