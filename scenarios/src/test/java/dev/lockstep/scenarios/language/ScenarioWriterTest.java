package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.Bounds;
import dev.lockstep.model.scenario.Claim.CollectionCounter;
import dev.lockstep.model.scenario.Claim.Counter;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.Expectation;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Script.Until;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scenario.Search.Kind;
import dev.lockstep.model.spec.DiskChange;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Opening;
import dev.lockstep.model.trace.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class ScenarioWriterTest {
  private static final FaultBudget FAULTS =
      new FaultBudget(List.of(Fault.WRITE_ERROR, Fault.FULL_DISK), 2);

  private static final Script SCRIPT = new Script(
      List.of(
          new Script.Run(
              "compactor",
              new Until.Milestone("catch-up.begin", 2),
              Optional.of(new Script.FaultOnTheWay(Fault.READ_ERROR, 3))),
          new Script.Run("flusher", new Until.Operations(2), Optional.empty()),
          new Script.Files(List.of("0.couch.1.compact", "0.couch.1")),
          new Script.EachTime("compactor", "scan.next", 4, "flusher"),
          new Script.Run("flusher", new Until.Wait(), Optional.empty()),
          new Script.Run("compactor", new Until.End(), Optional.empty())),
      new Claim(
          new CommitClaim(
              new EnumMap<>(
                  Map.of(Counter.REVISION, Bounds.exactly(2), Counter.PREPARES, Bounds.exactly(1))),
              Map.of(),
              Optional.of(List.of(9L, 9L)),
              Optional.of("replica"),
              Optional.of(Map.of("note", Bytes.ofUtf8("x".repeat(5000)))),
              new TreeMap<>(Map.of("a", Optional.empty(), "b", Optional.of(Bytes.ofUtf8("2")))),
              Map.of("b", new Bounds(1, 2))),
          Optional.of(List.of("0.couch.2")),
          Map.of("compactor", List.of("switched")),
          new TreeMap<>(
              Map.of("file.switched", Bounds.exactly(1), "catch-up.begin", new Bounds(1, 10)))));

  private static final OwnProperties OWN = new OwnProperties(
      Map.of("one-stays", counters(Map.of(Counter.ITEMS, new Bounds(1, Bounds.UNBOUNDED)))),
      Map.of(
          "outrun",
          new Claim(
              CommitClaim.ANY,
              Optional.of(List.of()),
              Map.of(),
              Map.of("catch-up.begin", new Bounds(0, 2)))),
      Map.of("two", counters(Map.of(Counter.REVISION, new Bounds(2, 3)))));

  private static Claim counters(Map<Counter, Bounds> counters) {
    return Claim.of(CommitClaim.ANY.withCounters(counters));
  }

  private static final Script COLLECTIONS_THEN_CRASH = new Script(
      List.of(new Script.Run("t", new Until.End(), Optional.empty()), new Script.Crash()),
      Claim.ANY);

  private static final Script COLLECTIONS = new Script(
      List.of(new Script.Run("t", new Until.End(), Optional.empty())),
      Claim.of(new CommitClaim(
          Map.of(),
          Map.of(9L, Map.of(CollectionCounter.BYTES, Bounds.exactly(40))),
          Optional.of(List.of()),
          Optional.empty(),
          Optional.of(Map.of()),
          Map.of(),
          Map.of())));

  @Example
  void scriptsAreReadBack() throws ScenarioFileException {
    for (Script script : List.of(COLLECTIONS, COLLECTIONS_THEN_CRASH)) {
      List<Operation> operations = List.of(
          new Operation.Flush(List.of(new Mutation.CreateCollection(9), set("9/apple", "1"))));
      Scenario scenario = scenario(
          "T",
          "",
          List.of(),
          List.of(new TaskScript("t", operations)),
          Optional.of(script),
          List.of(),
          Search.bounded(1),
          Expectation.HOLDS);

      assertThat(new ScenarioParser(new TwoFaults())
              .parse("f.yaml", ScenarioWriter.write(scenario), scenario.name()))
          .isEqualTo(scenario);
    }
  }

  @Example
  void writesBlocksForTheOutlineAndALineAnOperation() {
    Scenario scenario = scenario(
        "Nothing is lost",
        "Two tasks.",
        List.of(new Operation.Flush(List.of(set("a", "one"), set("null", "x".repeat(5000))))),
        List.of(
            new TaskScript(
                "flusher",
                List.of(
                    new Operation.Flush(List.of(
                        new Mutation.Delete("a"),
                        new Mutation.SetState("replica"),
                        set("b", "2"),
                        set("c", "it's: so"))),
                    new Operation.Get("a"),
                    new Operation.Scan())),
            new TaskScript(
                "compactor", List.of(new Operation.Compact(0), new Operation.Compact(5)))),
        Optional.of(SCRIPT),
        List.of(new Operation.Rollback(3)),
        Search.bounded(2),
        Expectation.violates(Property.LINEARIZABLE));

    assertThat(ScenarioWriter.write(scenario)).isEqualTo("""
        # yaml-language-server: $schema=../scenario.schema.json
        title: Nothing is lost
        about: >-
          Two tasks.
        fault: B05
        given:
          - flush: [{set: {a: one}}, {set: {'null': {text: x, size: 5000}}}]
        tasks:
          flusher:
            - flush:
                - {delete: a}
                - {state: replica}
                - {set: {b: '2'}}
                - {set: {c: 'it''s: so'}}
            - get: a
            - scan
          compactor:
            - compact
            - compact: {purge-up-to: 5}
        script:
          - {run: compactor, until: catch-up.begin, times: 2, fault: read-error, nth: 3}
          - {run: flusher, operations: 2}
          - {files: [0.couch.1, 0.couch.1.compact]}
          - {run: compactor, each-time: scan.next, at-most: 4, let: flusher}
          - {run: flusher, until: waits}
          - {run: compactor}
        outcome:
          prepares: 1
          revision: 2
          dropped: [9, 9]
          state: replica
          locals: {note: {text: x, size: 5000}}
          documents:
            b: '2'
          absent: [a]
          rev-seqnos:
            b: {at-least: 1, at-most: 2}
          files: [0.couch.2]
          answers:
            compactor: [switched]
          passed:
            catch-up.begin: {at-least: 1, at-most: 10}
            file.switched: 1
        always:
          one-stays:
            items: {at-least: 1}
        sometimes:
          outrun:
            files: []
            passed:
              catch-up.begin: {at-most: 2}
        eventually:
          two:
            revision: {at-least: 2, at-most: 3}
        crash: everywhere
        faults: {kinds: [write-error, full-disk], at-most: 2}
        after-crash:
          - rollback: 3
        search: {preemptions: 2}
        expect: {violates: linearizable}
        """);
  }

  @Example
  void collectionsAreReadBack() throws ScenarioFileException {
    List<Operation> operations = List.of(
        new Operation.Flush(List.of(
            new Mutation.CreateCollection(9),
            set("9/apple", "1"),
            set("0/", "2"),
            new Mutation.DropCollection(0xFFFF_FFFFL))),
        new Operation.Get("4294967295/a/b"));
    Scenario scenario = scenario(
        "T",
        "",
        operations,
        List.of(new TaskScript("t", operations)),
        Optional.empty(),
        List.of(),
        Search.bounded(1),
        Expectation.HOLDS);

    String text = ScenarioWriter.write(scenario);

    assertThat(text).contains("- flush:\n", "- {create: 9}\n", "- {set: {9/apple: '1'}}\n");
    assertThat(new ScenarioParser(new TwoFaults()).parse("f.yaml", text, scenario.name()))
        .isEqualTo(scenario);
    assertThat(scenario.hasCollections()).isTrue();
  }

  @Example
  void whatOnlyTasksMaySayIsReadBack() throws ScenarioFileException {
    for (String tasks : List.of("tasks: {t: [remount, scan]}\n", """
        tasks: {t: [{write: {set: {a: b}}}, persist]}
        script: [{run: flusher 0, until: flush.begin}, {run: compactor 0, until: waits}]
        outcome: {answers: {t: [taken, persisted]}}
        """)) {
      Scenario scenario = new ScenarioParser(new TwoFaults()).parse("f", "title: T\n" + tasks, "s");

      String text = ScenarioWriter.write(scenario);

      assertThat(new ScenarioParser(new TwoFaults()).parse("f", text, "s"))
          .as(text)
          .isEqualTo(scenario);
    }
  }

  @net.jqwik.api.Property(tries = 300)
  void whatItWritesIsReadBack(@ForAll("scenarios") Scenario scenario) throws ScenarioFileException {
    String text = ScenarioWriter.write(scenario);

    assertThat(new ScenarioParser(new TwoFaults()).parse("written.yaml", text, scenario.name()))
        .as(text)
        .isEqualTo(scenario);
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    Arbitrary<Search> search = Arbitraries.oneOf(
        Arbitraries.integers().between(0, 10).map(Search::bounded),
        Arbitraries.longs().between(1, 1000).map(count -> Search.bounded(1).withExecutions(count)),
        Arbitraries.longs().between(0, 1L << 40).map(seed -> Search.random(5, seed)),
        Arbitraries.integers().between(1, 10).map(Search.sampling(Kind.PCT, 9, 4)::withDepth),
        Arbitraries.of(Kind.POS, Kind.SURW, Kind.GUIDED).map(kind -> Search.sampling(kind, 20, 3)),
        Arbitraries.of(Search.exhaustive(), Search.exhaustive().withExecutions(7)));
    Arbitrary<Expectation> expectation = Arbitraries.of(Property.class)
        .map(Expectation::violates)
        .injectNull(0.3)
        .map(violated -> violated == null ? Expectation.HOLDS : violated);
    Arbitrary<List<TaskScript>> tasks = operations()
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(scripts -> {
          List<TaskScript> named = new ArrayList<>();
          scripts.forEach(script -> named.add(new TaskScript("task-" + named.size(), script)));
          return named;
        });
    Arbitrary<List<Operation>> maybeOperations =
        operations().injectNull(0.3).map(o -> o == null ? List.of() : o);
    return Combinators.combine(
            line(), sentences(), given(), tasks, maybeOperations, search, expectation)
        .as((title, about, given, scripts, afterCrash, how, expected) ->
            scenario(title, about, given, scripts, Optional.empty(), afterCrash, how, expected));
  }

  /** What is given: operations, and perhaps what is done to the directory after them. */
  private static Arbitrary<List<Operation>> given() {
    return Combinators.combine(operations().optional(), diskChange().optional())
        .as((operations, change) -> Stream.concat(
                operations.stream().flatMap(List::stream), change.stream())
            .toList());
  }

  private static Arbitrary<Operation> diskChange() {
    Arbitrary<String> name = Arbitraries.of("0.couch.1", "0.couch.2.compact", "1", "null", "a b");
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 1_000_000);
    Arbitrary<DiskChange> change = Arbitraries.oneOf(
        Combinators.combine(name, name).as(DiskChange.Copy::new),
        name.map(DiskChange.Remove::new),
        Combinators.combine(name, bytes).as(DiskChange.Cut::new),
        Combinators.combine(name, bytes).as(DiskChange.Spoil::new),
        Combinators.combine(name, bytes).as(DiskChange.Append::new),
        Combinators.combine(name, bytes).as(DiskChange.Leave::new),
        Combinators.combine(name, key(), value().optional()).as(DiskChange.Local::new));
    Arbitrary<Opening> opening =
        Arbitraries.of(new Opening.Whole(), new Opening.Damaged(), new Opening.RecoveredAt(7));
    Arbitrary<Set<Operation.Writing>> writes =
        Arbitraries.of(Operation.Writing.class).set();
    return Combinators.combine(change.list().ofMaxSize(4), opening, writes)
        .as(Operation.ChangeDisk::new);
  }

  private static Arbitrary<Operation.ScanById> range() {
    return Combinators.combine(key().optional(), key().optional())
        .as(Operation.ScanById::new)
        .filter(scan -> scan.toId().map(to -> scan.fromId().compareTo(to) < 0).orElse(true));
  }

  private static Arbitrary<List<Operation>> operations() {
    Arbitrary<Operation> operation = Arbitraries.oneOf(
        changes().list().ofMaxSize(5).map(Operation.Flush::new),
        key().map(Operation.Get::new),
        Arbitraries.just(new Operation.Scan()),
        range(),
        Arbitraries.just(new Operation.Delete()),
        Arbitraries.just(new Operation.AbortCompaction()),
        Arbitraries.just(new Operation.Reopen()),
        Arbitraries.of("active", "replica", "pending", "dead").map(Operation.Create::new),
        Arbitraries.longs().between(0, (1L << 48) - 1).map(Operation.Compact::new),
        Arbitraries.integers()
            .between(1, 100)
            .map(held ->
                new Operation.Compact(held % 3, held % 5, held, held % 7, held % 2, held % 11)),
        Arbitraries.longs().between(0, (1L << 48) - 1).map(Operation.Rollback::new));
    return operation.list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<Mutation> changes() {
    return Arbitraries.oneOf(
        Combinators.combine(key(), value()).as(Mutation.Set::new),
        Combinators.combine(key(), value()).as(Mutation.Prepare::new),
        Combinators.combine(key(), value()).as(Mutation.PrepareExpired::new),
        Combinators.combine(key(), value()).as(Mutation.SetLocal::new),
        key().map(Mutation.Delete::new),
        key().map(Mutation.Commit::new),
        key().map(Mutation.Abort::new),
        key().map(Mutation.RemoveLocal::new),
        Arbitraries.of("active", "replica", "pending", "dead").map(Mutation.SetState::new));
  }

  private static Arbitrary<String> key() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "null", "true", "1", "1.5", "~", "- a", "a: b", "#", "'", "\"", "@", "${x}", " "),
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(text -> isText(text) && !Prepares.isPrepareId(Bytes.ofUtf8(text))));
  }

  private static Arbitrary<Bytes> value() {
    Arbitrary<Bytes> texts = Arbitraries.strings()
        .ofMaxLength(100)
        .filter(ScenarioWriterTest::isText)
        .map(Bytes::ofUtf8);
    Arbitrary<Bytes> repeated = Combinators.combine(
            Arbitraries.of("x", "é", "ab", "aab", "éa\n"),
            Arbitraries.integers().between(5, 300))
        .as((text, size) -> Bytes.wrap(
            java.util.Arrays.copyOf(text.repeat(size).getBytes(StandardCharsets.UTF_8), size)));
    return Arbitraries.oneOf(texts, repeated);
  }

  private static Arbitrary<String> line() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(90)
        .filter(text -> isText(text) && text.indexOf('\n') < 0 && text.indexOf('\r') < 0);
  }

  private static Arbitrary<String> sentences() {
    return Arbitraries.of(
            "one",
            "two",
            "three:",
            "\n",
            "\n\n",
            " ",
            "  ",
            "- x",
            "# y",
            "a sentence that is longer.")
        .list()
        .ofMaxSize(30)
        .map(words -> String.join(" ", words).strip());
  }

  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Mutation set(String key, String value) {
    return new Mutation.Set(key, Bytes.ofUtf8(value));
  }

  private static Scenario scenario(
      String title,
      String about,
      List<Operation> given,
      List<TaskScript> tasks,
      Optional<Script> script,
      List<Operation> afterCrash,
      Search search,
      Expectation expectation) {
    Optional<String> fault = Optional.of("B05");
    String hash = ContentHash.of(given, tasks, script, OWN, true, FAULTS, afterCrash, fault);
    VBucketParts parts = new TwoFaults().find("B05").orElseThrow();
    return new Scenario(
        "bugs/x",
        title,
        about,
        given,
        tasks,
        script,
        OWN,
        true,
        FAULTS,
        afterCrash,
        fault,
        parts,
        search,
        expectation,
        hash);
  }
}
