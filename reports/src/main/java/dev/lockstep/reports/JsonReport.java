package dev.lockstep.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.Reach.StepPair;
import dev.lockstep.model.result.ReplayLine;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.Step;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Everything a run found, as JSON on one line. {@code report.schema.json} says what each member means.
 * Its {@code format} grows by one whenever a reader of the previous one could misunderstand it.
 */
final class JsonReport {
  static final int FORMAT = 1;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReport() {}

  static String render(RunResult result) {
    return render(result, Integer.MAX_VALUE);
  }

  /**
   * The same with the first steps alone of counterexamples that have more than {@code stepsMax}; {@code
   * stepsLeftOut} then says how many there are beside them. That is for people, and not in the schema.
   */
  static String render(RunResult result, int stepsMax) {
    ObjectNode root = JSON.objectNode();
    root.put("format", FORMAT);
    root.put("version", result.version());
    root.put("java", result.java());
    root.put("taskDriver", result.taskDriver());
    if (!result.shard().equals(Shard.WHOLE)) {
      root.putObject("shard")
          .put("index", result.shard().index())
          .put("count", result.shard().count());
    }
    root.put("passed", result.passed());
    root.put("headline", Phrases.headline(result));
    root.set("totals", totals(result.scenarios()));
    ArrayNode scenarios = root.putArray("scenarios");
    result.scenarios().forEach(scenario -> scenarios.add(scenario(scenario, stepsMax)));
    return root + "\n";
  }

  private static ObjectNode totals(List<ScenarioResult> scenarios) {
    long asExpected = scenarios.stream().filter(ScenarioResult::asExpected).count();
    return JSON.objectNode()
        .put("scenarios", scenarios.size())
        .put("asExpected", asExpected)
        .put("unexpected", scenarios.size() - asExpected)
        .put("executions", sum(scenarios, ScenarioResult::executions))
        .put("distinctTraces", sum(scenarios, ScenarioResult::distinctTraces))
        .put("steps", sum(scenarios, ScenarioResult::steps))
        .put("crashes", sum(scenarios, ScenarioResult::crashes))
        .put("nanos", sum(scenarios, ScenarioResult::nanos));
  }

  private static long sum(List<ScenarioResult> scenarios, ToLongFunction<ScenarioResult> number) {
    return scenarios.stream().mapToLong(number).sum();
  }

  private static ObjectNode scenario(ScenarioResult scenario, int stepsMax) {
    ObjectNode node = JSON.objectNode();
    node.put("name", scenario.name());
    node.put("title", scenario.title());
    node.put("about", scenario.about());
    scenario.fault().ifPresent(fault -> node.put("fault", fault));
    node.put("expected", scenario.expected());
    node.put("verdict", word(scenario.verdict()));
    node.put("asExpected", scenario.asExpected());
    node.put("outcome", Phrases.outcome(scenario));
    node.put("coverage", scenario.coverage());
    node.put("executions", scenario.executions());
    node.put("distinctTraces", scenario.distinctTraces());
    node.put("steps", scenario.steps());
    node.put("crashes", scenario.crashes());
    node.put("nanos", scenario.nanos());
    scenario
        .counterexample()
        .ifPresent(found -> node.set("counterexample", beginning(found, stepsMax)));
    node.put("identity", scenario.identity());
    node.set("reach", reach(scenario.reach()));
    return node;
  }

  private static ObjectNode reach(Reach reach) {
    ObjectNode node = JSON.objectNode();
    node.put("looked", reach.looked());
    node.put("text", Phrases.reach(reach));
    ArrayNode pairs = node.putArray("pairs");
    for (StepPair pair : reach.pairs()) {
      pairs
          .addObject()
          .put("first", pair.first())
          .put("second", pair.second())
          .put("seen", word(pair.seen()));
    }
    ArrayNode milestones = node.putArray("milestonesNeverReached");
    reach.milestones().forEach(milestones::add);
    ArrayNode sometimes = node.putArray("sometimesNeverSo");
    reach.sometimes().forEach(sometimes::add);
    ArrayNode faults = node.putArray("faultsNeverTaken");
    reach.faults().forEach(faults::add);
    return node;
  }

  private static ObjectNode beginning(Counterexample found, int stepsMax) {
    Counterexample first = FirstSteps.of(found, stepsMax);
    ObjectNode node = counterexample(first);
    int leftOut = found.steps().size() - first.steps().size();
    if (leftOut > 0) {
      node.put("stepsLeftOut", leftOut);
    }
    return node;
  }

  private static ObjectNode counterexample(Counterexample found) {
    ObjectNode node = JSON.objectNode();
    node.putObject("property")
        .put("key", found.property().key())
        .put("meaning", found.property().meaning());
    node.put("promised", found.promised());
    node.put("seen", found.seen());
    node.put("preemptions", found.preemptions());
    found.why().ifPresent(why -> node.put("why", why));
    node.put("token", found.token());
    found.folder().ifPresent(folder -> node.put("folder", folder));
    node.put("replay", ReplayLine.of(found));
    ArrayNode tasks = node.putArray("tasks");
    Phrases.taskNames(found).forEach(tasks::add);
    ArrayNode steps = node.putArray("steps");
    found.steps().forEach(step -> steps.add(step(step)));
    ArrayNode milestones = node.putArray("milestones");
    found.milestones().forEach(milestone -> milestones.add(milestone(milestone)));
    ArrayNode calls = node.putArray("calls");
    found.calls().forEach(call -> calls.add(call(call)));
    found.crash().ifPresent(crash -> node.set("crash", crash(crash)));
    if (!found.shown().isEmpty()) {
      ArrayNode shown = node.putArray("shown");
      found.shown().forEach(each -> shown.add(shown(each)));
    }
    return node;
  }

  private static ObjectNode step(Step step) {
    ObjectNode node = JSON.objectNode();
    node.put("index", step.index());
    node.put("task", step.task());
    node.put("kind", word(step.kind()));
    node.put("object", step.object());
    node.put("number", step.footprint().object());
    ArrayNode touches = node.putArray("touches");
    addRange(touches, step.footprint().first());
    addRange(touches, step.footprint().second());
    node.put("result", step.result());
    if (step.fault() != Fault.NONE) {
      node.put("fault", step.fault().key());
    }
    node.put("text", Phrases.withoutTask(step));
    return node;
  }

  private static void addRange(ArrayNode touches, Range range) {
    if (range.start() < range.end()) {
      ObjectNode node = touches.addObject();
      node.put("start", range.start());
      if (range.end() < Long.MAX_VALUE) {
        node.put("end", range.end());
      }
      node.put("access", word(range.access()));
    }
  }

  private static ObjectNode milestone(MilestoneReached milestone) {
    return JSON.objectNode()
        .put("afterStep", milestone.afterStep())
        .put("task", milestone.task())
        .put("name", milestone.name())
        .put("subject", milestone.subject())
        .put("value", milestone.value());
  }

  private static ObjectNode call(Counterexample.Call call) {
    ObjectNode node = JSON.objectNode();
    node.put("task", call.task());
    node.put("operation", call.operation());
    call.answer().ifPresent(answer -> node.put("answer", answer));
    node.put("firstStep", call.firstStep());
    node.put("lastStep", call.lastStep());
    return node;
  }

  private static ObjectNode shown(Counterexample.Shown shown) {
    ObjectNode node = JSON.objectNode();
    node.put("steps", shown.steps());
    node.put("file", shown.file());
    node.put("store", shown.store());
    node.put("specification", shown.specification());
    shown.difference().ifPresent(difference -> node.put("difference", difference));
    return node;
  }

  private static ObjectNode crash(Counterexample.CrashPoint crash) {
    ObjectNode node = JSON.objectNode();
    node.put("beforeStep", crash.beforeStep());
    node.put("image", crash.image());
    ArrayNode lost = node.putArray("lost");
    crash.lost().forEach(lost::add);
    return node;
  }

  /** The constant's name as files write it: {@code FILE_WRITE} is {@code file-write}. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
