package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.Expectation;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioParserTest {
  private static final String EVERYTHING = """
      # yaml-language-server: $schema=../scenario.schema.json
      title: Flusher and compactor in parallel lose nothing
      about: >
        Two plain
        sentences.
      fault: B05
      given:
        - flush:
            - set: {a: one, b: {text: xyz, size: 7}}
      tasks:
        flusher:
          - flush: [{set: {b: two}}, {delete: a}, {delete: [b, c]}]
          - flush: [{state: replica}]
          - flush: [{prepare: {k: v}}, {commit: k}, {abort: [l]}, {local: {name: value}}, {remove-local: name}]
        compactor:
          - compact
          - compact: {purge-up-to: 5}
          - compact: {purge-up-to: 5, deleted-before: 60, hold-back: 2, sort-in-memory: 3, bytes-per-second: 1000, room-for: 4096}
        reader:
          - get: a
          - scan
        roller:
          - rollback: 10
          - delete
          - create
          - create: replica
      crash: everywhere
      after-crash:
        - flush: []
        - compact
      search: {random: 1000, seed: 7}
      expect: {violates: no-leak}
      """;

  @Test
  void readsEveryKey() throws ScenarioFileException {
    Scenario scenario = parse(EVERYTHING);

    assertThat(scenario.name()).isEqualTo("folder/name");
    assertThat(scenario.title()).isEqualTo("Flusher and compactor in parallel lose nothing");
    assertThat(scenario.about()).isEqualTo("Two plain sentences.");
    assertThat(scenario.fault()).contains("B05");
    assertThat(scenario.given()).containsExactly(flush(set("a", "one"), set("b", "xyzxyzx")));
    assertThat(scenario.tasks())
        .extracting(TaskScript::name)
        .containsExactly("flusher", "compactor", "reader", "roller");
    assertThat(scenario.crash()).isTrue();
    assertThat(scenario.afterCrash()).containsExactly(flush(), new Operation.Compact(0));
    assertThat(scenario.search()).isEqualTo(Search.random(1000, 7));
    assertThat(scenario.expectation()).isEqualTo(Expectation.violates(Property.NO_LEAK));
  }

  @Test
  void readsEveryOperation() throws ScenarioFileException {
    Scenario scenario = parse(EVERYTHING);

    assertThat(scenario.tasks())
        .flatExtracting(TaskScript::operations)
        .containsExactly(
            flush(
                set("b", "two"),
                new Mutation.Delete("a"),
                new Mutation.Delete("b"),
                new Mutation.Delete("c")),
            flush(new Mutation.SetState("replica")),
            flush(
                new Mutation.Prepare("k", Bytes.ofUtf8("v")),
                new Mutation.Commit("k"),
                new Mutation.Abort("l"),
                new Mutation.SetLocal("name", Bytes.ofUtf8("value")),
                new Mutation.RemoveLocal("name")),
            new Operation.Compact(0),
            new Operation.Compact(5),
            new Operation.Compact(5, 60, 2, 3, 1000, 4096),
            new Operation.Get("a"),
            new Operation.Scan(),
            new Operation.Rollback(10),
            new Operation.Delete(),
            new Operation.Create("active"),
            new Operation.Create("replica"));
  }

  @Test
  void readsWhatABucketIsAskedFor() throws ScenarioFileException {
    Scenario scenario = parse("""
        title: T
        given: [flush: [{expired: {a: old}}]]
        tasks:
          t:
            - write: {set: {a: one}}
            - write: {expired: {b: two}}
            - write: {delete: a}
            - write: {prepare: {c: three}}
            - write: {commit: c}
            - write: {prepare-expired: {d: four}}
            - write: {abort: d}
            - write: {state: replica}
            - persist
        """);

    assertThat(scenario.asksTheBucket()).isTrue();
    assertThat(scenario.given())
        .containsExactly(flush(new Mutation.SetExpired("a", Bytes.ofUtf8("old"))));
    assertThat(scenario.tasks())
        .flatExtracting(TaskScript::operations)
        .containsExactly(
            new Operation.Write(set("a", "one")),
            new Operation.Write(new Mutation.SetExpired("b", Bytes.ofUtf8("two"))),
            new Operation.Write(new Mutation.Delete("a")),
            new Operation.Write(new Mutation.Prepare("c", Bytes.ofUtf8("three"))),
            new Operation.Write(new Mutation.Commit("c")),
            new Operation.Write(new Mutation.PrepareExpired("d", Bytes.ofUtf8("four"))),
            new Operation.Write(new Mutation.Abort("d")),
            new Operation.Write(new Mutation.SetState("replica")),
            new Operation.Persist());
  }

  @Test
  void fillsInWhatIsLeftOut() throws ScenarioFileException {
    Scenario scenario = parse("title: T\ntasks: {t: [scan]}\n");

    assertThat(scenario.about()).isEmpty();
    assertThat(scenario.fault()).isEmpty();
    assertThat(scenario.given()).isEmpty();
    assertThat(scenario.crash()).isFalse();
    assertThat(scenario.afterCrash()).isEmpty();
    assertThat(scenario.search()).isEqualTo(Search.bounded(2));
    assertThat(scenario.expectation()).isEqualTo(Expectation.HOLDS);
  }

  @Test
  void takesNumbersAndTruthValuesAsTheTextThatIsWritten() throws ScenarioFileException {
    Scenario scenario =
        parse("title: T\ntasks: {t: [flush: [set: {1: 1.0, true: false}], get: 1]}\n");

    assertThat(scenario.tasks().get(0).operations())
        .containsExactly(flush(set("1", "1.0"), set("true", "false")), new Operation.Get("1"));
  }

  @Test
  void searchesExhaustivelyWhereTheFileSaysSo() throws ScenarioFileException {
    assertThat(parse("title: T\ntasks: {t: [scan]}\nsearch: exhaustive\n").search())
        .isEqualTo(Search.exhaustive());
    assertThat(parse("title: T\ntasks: {t: [scan]}\nsearch: {exhaustive: 50}\n").search())
        .isEqualTo(Search.exhaustive().withExecutions(50));
  }

  @Test
  void stopsABoundedSearchWhereTheFileSaysSo() throws ScenarioFileException {
    assertThat(parse("title: T\ntasks: {t: [scan]}\nsearch: {preemptions: 3, executions: 50}\n")
            .search())
        .isEqualTo(Search.bounded(3).withExecutions(50));
  }

  @Test
  void drawsSchedulesTheWayTheFileSays() throws ScenarioFileException {
    assertThat(search("{pct: 1000, depth: 2, seed: 7}"))
        .isEqualTo(Search.sampling(Search.Kind.PCT, 1000, 7).withDepth(2));
    assertThat(search("{pct: 1000}"))
        .isEqualTo(Search.sampling(Search.Kind.PCT, 1000, 1).withDepth(3));
    assertThat(search("{pos: 1000, seed: 7}")).isEqualTo(Search.sampling(Search.Kind.POS, 1000, 7));
    assertThat(search("{guided: 1000, seed: 3}"))
        .isEqualTo(Search.sampling(Search.Kind.GUIDED, 1000, 3));
    assertThat(search("{surw: 1000}")).isEqualTo(Search.sampling(Search.Kind.SURW, 1000, 1));
  }

  private static Search search(String value) throws ScenarioFileException {
    return parse("title: T\ntasks: {t: [scan]}\nsearch: " + value + "\n").search();
  }

  @Test
  void readsAFileWithAByteOrderMarkAndWindowsLineEnds(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("windows.yaml");
    Files.writeString(file, "\uFEFFtitle: Größe\r\ntasks:\r\n  t:\r\n    - scan\r\n");

    assertThat(new ScenarioParser(new TwoFaults()).parse(file, "windows").title())
        .isEqualTo("Größe");
  }

  @Test
  void contentHashIsOfWhatAScheduleDependsOnAndNothingElse() throws ScenarioFileException {
    String file =
        "title: T\ngiven: [compact]\ntasks: {a: [get: k], b: [scan]}\ncrash: everywhere\nafter-crash: [scan]\n";
    String hash = parse(file).contentHash();

    assertThat(hash).matches("[0-9a-f]{16}");
    assertThat(parse("# a comment\nabout: x\nsearch: {preemptions: 1}\nexpect: holds\n"
                + file.replace("T\n", "U\n"))
            .contentHash())
        .isEqualTo(hash);
    assertThat(List.of(
            file + "fault: B05\n",
            file.replace("given: [compact]\n", ""),
            file.replace("a: [", "c: ["),
            file.replace("get: k", "get: l"),
            file.replace("{a: [get: k], b: [scan]}", "{b: [scan], a: [get: k]}"),
            file.replace("after-crash: [scan]", "after-crash: [compact]"),
            "title: T\ngiven: [compact]\ntasks: {a: [get: k], b: [scan]}\n"))
        .allSatisfy(other -> assertThat(parse(other).contentHash()).isNotEqualTo(hash));
  }

  private static Scenario parse(String text) throws ScenarioFileException {
    return new ScenarioParser(new TwoFaults()).parse("file.yaml", text, "folder/name");
  }

  private static Operation.Flush flush(Mutation... mutations) {
    return new Operation.Flush(List.of(mutations));
  }

  private static Mutation set(String key, String value) {
    return new Mutation.Set(key, Bytes.ofUtf8(value));
  }
}
