package dev.lockstep.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.Reach.StepPair;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.StepKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link JsonReport} wrote: rendered again it is the same. */
public final class JsonResults {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonResults() {}

  /**
   * Reads a {@code report.json}.
   *
   * @throws IOException if it cannot be read, or is no report of this version's format
   */
  public static RunResult read(Path file) throws IOException {
    try {
      return parse(new String(WholeFile.read(file), UTF_8));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(
          file + ": not a report.json of this version; name one that a check wrote");
    }
  }

  /**
   * Reads the text of one.
   *
   * @throws JsonProcessingException if it is no JSON
   * @throws IllegalArgumentException if it is no report
   */
  static RunResult parse(String json) throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(json);
    if (integer(root, "format") != JsonReport.FORMAT) {
      throw new IllegalArgumentException("another format");
    }
    return new RunResult(
        text(root, "version"),
        text(root, "java"),
        text(root, "taskDriver"),
        root.has("shard") ? shard(root.get("shard")) : Shard.WHOLE,
        list(root, "scenarios", JsonResults::scenario));
  }

  private static Shard shard(JsonNode node) {
    int index = integer(node, "index");
    int count = integer(node, "count");
    if (count < 1 || count > Shard.COUNT_MAX || index < 1 || index > count) {
      throw new IllegalArgumentException("no shard");
    }
    return new Shard(index, count);
  }

  private static ScenarioResult scenario(JsonNode node) {
    return new ScenarioResult(
        text(node, "name"),
        text(node, "title"),
        text(node, "about"),
        optional(node, "fault"),
        text(node, "expected"),
        constant(Verdict.class, text(node, "verdict")),
        required(node, "asExpected").asBoolean(),
        text(node, "coverage"),
        number(node, "executions"),
        number(node, "distinctTraces"),
        number(node, "steps"),
        number(node, "crashes"),
        number(node, "nanos"),
        node.has("counterexample")
            ? Optional.of(counterexample(node.get("counterexample")))
            : Optional.empty(),
        text(node, "identity"),
        reach(required(node, "reach")));
  }

  private static Reach reach(JsonNode node) {
    return new Reach(
        number(node, "looked"),
        list(
            node,
            "pairs",
            pair -> new StepPair(
                text(pair, "first"),
                text(pair, "second"),
                constant(Seen.class, text(pair, "seen")))),
        list(node, "milestonesNeverReached", JsonResults::string),
        list(node, "sometimesNeverSo", JsonResults::string),
        list(node, "faultsNeverTaken", JsonResults::string));
  }

  private static Counterexample counterexample(JsonNode node) {
    List<String> tasks = list(node, "tasks", JsonResults::string);
    return new Counterexample(
        Property.of(text(required(node, "property"), "key"))
            .orElseThrow(() -> new IllegalArgumentException("unknown property")),
        text(node, "promised"),
        text(node, "seen"),
        integer(node, "preemptions"),
        tasks,
        list(node, "steps", step -> step(step, tasks)),
        list(node, "milestones", JsonResults::milestone),
        list(node, "calls", JsonResults::call),
        node.has("crash") ? Optional.of(crash(node.get("crash"))) : Optional.empty(),
        text(node, "token"),
        node.has("shown") ? list(node, "shown", JsonResults::shown) : List.of(),
        optional(node, "why"),
        optional(node, "folder"));
  }

  private static Step step(JsonNode node, List<String> tasks) {
    int task = integer(node, "task");
    List<Range> touches = list(node, "touches", JsonResults::range);
    return new Step(
        integer(node, "index"),
        task,
        tasks.get(task),
        constant(StepKind.class, text(node, "kind")),
        text(node, "object"),
        new Footprint(
            integer(node, "number"),
            touches.isEmpty() ? Range.NOTHING : touches.get(0),
            touches.size() < 2 ? Range.NOTHING : touches.get(1)),
        number(node, "result"),
        optional(node, "fault").map(JsonResults::fault).orElse(Fault.NONE));
  }

  private static Fault fault(String key) {
    for (Fault fault : Fault.values()) {
      if (fault.key().equals(key)) {
        return fault;
      }
    }
    throw new IllegalArgumentException("unknown fault");
  }

  private static Range range(JsonNode node) {
    long end = node.has("end") ? number(node, "end") : Long.MAX_VALUE;
    return new Range(number(node, "start"), end, constant(Access.class, text(node, "access")));
  }

  private static MilestoneReached milestone(JsonNode node) {
    return new MilestoneReached(
        integer(node, "afterStep"),
        integer(node, "task"),
        text(node, "name"),
        text(node, "subject"),
        number(node, "value"));
  }

  private static Counterexample.Call call(JsonNode node) {
    return new Counterexample.Call(
        integer(node, "task"),
        text(node, "operation"),
        optional(node, "answer"),
        integer(node, "firstStep"),
        integer(node, "lastStep"));
  }

  private static Counterexample.Shown shown(JsonNode node) {
    return new Counterexample.Shown(
        integer(node, "steps"),
        text(node, "file"),
        text(node, "store"),
        text(node, "specification"),
        optional(node, "difference"));
  }

  private static Counterexample.CrashPoint crash(JsonNode node) {
    return new Counterexample.CrashPoint(
        integer(node, "beforeStep"),
        integer(node, "image"),
        list(node, "lost", JsonResults::string));
  }

  private static JsonNode required(JsonNode node, String member) {
    JsonNode value = node.get(member);
    if (value == null) {
      throw new IllegalArgumentException("without " + member);
    }
    return value;
  }

  private static String text(JsonNode node, String member) {
    return string(required(node, member));
  }

  private static String string(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("no text");
    }
    return node.textValue();
  }

  private static Optional<String> optional(JsonNode node, String member) {
    return node.has(member) ? Optional.of(text(node, member)) : Optional.empty();
  }

  private static long number(JsonNode node, String member) {
    JsonNode value = required(node, member);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("no number");
    }
    return value.longValue();
  }

  private static int integer(JsonNode node, String member) {
    return (int) number(node, member);
  }

  private static <T> List<T> list(JsonNode node, String member, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    required(node, member).forEach(each -> list.add(element.apply(each)));
    return list;
  }

  /** The constant that files write as {@code word}. */
  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
