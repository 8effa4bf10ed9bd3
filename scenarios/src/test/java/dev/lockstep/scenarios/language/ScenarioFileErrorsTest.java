package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is one line that points at its place and says what was expected. */
class ScenarioFileErrorsTest {
  private static final String T = "title: T\n";
  private static final String K = T + "tasks: {t: [scan]}\n";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhereAndWhat(String text, String message) {
    assertThatThrownBy(() -> new ScenarioParser(new TwoFaults()).parse("f.yaml", text, "f"))
        .isInstanceOf(ScenarioFileException.class)
        .hasMessage("f.yaml:" + message);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        bad("", "1:1: the file is empty; expected a mapping with at least 'title' and 'tasks'"),
        bad(
            "# only a comment\n",
            "1:1: the file is empty; expected a mapping with at least 'title' and 'tasks'"),
        bad(
            "hello\n",
            "1:1: the file is 'hello'; expected a mapping with at least 'title' and 'tasks'"),
        bad(
            "[1, 2]\n",
            "1:1: the file is a list; expected a mapping with at least 'title' and 'tasks'"),
        bad(
            "title: T\n",
            "1:1: the file has no 'tasks'; expected a mapping with at least 'title' and 'tasks'"),
        bad(
            "tasks: {t: [scan]}\n",
            "1:1: the file has no 'title'; expected a mapping with at least 'title' and 'tasks'"),
        bad(K + "taks: 1\n", "3:1: unknown key 'taks'; did you mean 'tasks'?"),
        bad(
            K + "colour: red\n",
            "3:1: unknown key 'colour'; expected one of title, about, fault, given, tasks, crash, faults, script, outcome, always, sometimes, eventually, after-crash, search, expect"),
        bad("title: T\ntitle: U\n", "2:1: the key 'title' comes twice; expected it once"),
        bad(
            "title: 5\ntasks: {t: [scan]}\n",
            "1:8: 'title' is the number '5'; expected one line of text, at most 100 characters"),
        bad(
            "title: ''\ntasks: {t: [scan]}\n",
            "1:8: 'title' is empty; expected one line of text, at most 100 characters"),
        bad(
            "title: \"a\\nb\"\ntasks: {t: [scan]}\n",
            "1:8: 'title' is 'a b'; expected one line of text, at most 100 characters"),
        bad(
            "title: " + "x".repeat(101) + "\ntasks: {t: [scan]}\n",
            "1:8: 'title' is 101 characters long; expected one line of text, at most 100 characters"),
        bad(
            T + "tasks: {}\n",
            "2:8: 'tasks' is empty; expected one to 8 tasks, each a name and its list of operations; they run in parallel"),
        bad(
            T + "tasks:\n",
            "2:7: 'tasks' is nothing; expected one to 8 tasks, each a name and its list of operations; they run in parallel"),
        bad(
            T + "tasks: [scan]\n",
            "2:8: 'tasks' is a list; expected one to 8 tasks, each a name and its list of operations; they run in parallel"),
        bad(
            T + "tasks: {t: []}\n",
            "2:12: 'tasks.t' is empty; expected a list of one to 50 operations"),
        bad(
            T + "tasks: {t: }\n",
            "2:11: 'tasks.t' is nothing; expected a list of one to 50 operations"),
        bad(
            T + "tasks: {t: scan}\n",
            "2:12: 'tasks.t' is 'scan'; expected a list of one to 50 operations"),
        bad(
            T + "tasks: {Big Name: [scan]}\n",
            "2:9: the key 'Big Name'; expected a task name: a small letter, then small letters, digits and '-', at most 24 in all"),
        bad(
            T
                + "tasks: {a: [scan], b: [scan], c: [scan], d: [scan], e: [scan], f: [scan], g: [scan], h: [scan], i: [scan]}\n",
            "2:8: 'tasks' has 9 keys (a, b, c, d, e, f, g, h, i); expected one to 8 tasks, each a name and its list of operations; they run in parallel"),
        bad(
            T + "tasks:\n  t: [" + "scan, ".repeat(50) + "scan]\n",
            "3:6: 'tasks.t' has 51 items; expected a list of one to 50 operations"),
        bad(operation("compct"), "4:7: 'tasks.t[0]' is 'compct'; did you mean 'compact'?"),
        bad(
            operation("flush: [{create: 7}]"),
            "4:24: 'tasks.t[0].flush[0].create' is '7'; expected a collection's id, a whole number from 8 to 4294967295, or a list of one to 100"),
        bad(
            operation("flush: [{create: 9}, {set: {a: b}}]"),
            "4:35: the key 'a' names no collection, in a scenario that has some; expected COLLECTION/KEY, such as 0/a for the default collection"),
        bad(
            operation("get: 2/a"),
            "4:12: the key '2/a' names no possible collection; expected collection 0, or 8 to 4294967295"),
        bad(
            operation("write: {set: {\"\\u0002a\": b}}"),
            "4:21: a change by the id that a prepare is kept under; expected the document's key, which does not begin with U+0002"),
        bad(
            operation("write: {set: {a: b, c: d}}"),
            "4:20: 'tasks.t[0].write.set' has 2 keys (a, c); expected one document, such as {a: one}"),
        bad(
            "title: T\ngiven: [persist]\ntasks: {t: [scan]}\n",
            "2:8: 'write' or 'persist' before there is a bucket; expected them in 'tasks'; what is given is flushed"),
        bad(
            operation("write: {delete: a}\n    - rollback: 1"),
            "3:3: 'flush', 'rollback', 'reopen', 'remount' or 'abort-compaction' beside 'write' or 'persist'; expected 'write' alone, which goes by the queue of a bucket"),
        bad(
            "title: T\ngiven: [remount]\ntasks: {t: [scan]}\n",
            "2:8: 'remount' in 'given', where nothing runs beside it; expected it in 'tasks'"),
        bad(
            operation("disk: {changes: [{remove: 0.couch.1}]}"),
            "3:3: 'disk' in 'tasks', where the store is open; expected it last in 'given'"),
        bad(
            "title: T\ngiven: [disk: {changes: [{remove: x}]}, scan]\ntasks: {t: [scan]}\n",
            "2:8: something after 'disk', for which the store is closed; expected it last in 'given'"),
        bad(
            "title: T\ngiven: [disk: {changes: [{remove: x}]}]\ntasks: {t: [persist]}\n",
            "2:8: 'disk' in a scenario that writes by the queue of a bucket; expected 'flush' in its tasks"),
        bad(
            "title: T\ngiven: [disk: {changes: [{cut: x}]}]\ntasks: {t: [scan]}\n",
            "2:32: 'given[0].disk.changes[0].cut' is 'x'; expected a mapping of file names to numbers of bytes, such as {0.couch.1: 100}"),
        bad(
            "title: T\ngiven: [disk: {changes: [{remove: x}], opens: half}]\ntasks: {t: [scan]}\n",
            "2:47: 'given[0].disk.opens' is 'half'; expected whole, damaged, or {recovered-at: SEQNO}"),
        bad(
            T + "tasks: {t: [remount]}\nalways: {one: {items: 1}}\n",
            "3:9: 'always' beside 'remount', where nobody watches the commits; expected 'eventually'"),
        bad(
            T + "tasks: {t: [persist]}\nscript: [{run: compacter 0, until: waits}]\n",
            "3:16: no task is called 'compacter 0'; expected one of t, flusher 0, compactor 0"),
        bad(
            operation("persist") + "crash: everywhere\nafter-crash: [persist]\n",
            "6:14: 'write' or 'persist' in 'after-crash', where the vbucket is open by itself; expected 'flush'"),
        bad(
            operation("flush"),
            "4:7: 'tasks.t[0]' is 'flush'; expected compact, abort-compaction, reopen, remount, scan, scan-by-id, persist, delete, create, or a mapping such as {get: KEY}"),
        bad(
            T + "tasks:\n  a: [" + "scan, ".repeat(49) + "scan]\n  b: [" + "scan, ".repeat(10)
                + "scan]\n",
            "3:3: 61 operations in 'tasks'; expected at most 60 of all tasks together"),
        bad(operation("flsh: []"), "4:7: unknown key 'flsh'; did you mean 'flush'?"),
        bad(
            operation("pause: 5"),
            "4:7: unknown key 'pause'; expected one of flush, write, get, scan-by-id, compact, rollback, create, disk"),
        bad(
            operation("{get: a, scan: b}"),
            "4:7: 'tasks.t[0]' has 2 keys (get, scan); expected one operation: compact, abort-compaction, reopen, remount, scan, scan-by-id, persist, delete, create, or a mapping with one of the keys flush, write, get, scan-by-id, compact, rollback, create, disk"),
        bad(
            operation("get: a\n      rollback: 1"),
            "4:7: 'tasks.t[0]' has 2 keys (get, rollback); expected one operation: compact, abort-compaction, reopen, remount, scan, scan-by-id, persist, delete, create, or a mapping with one of the keys flush, write, get, scan-by-id, compact, rollback, create, disk"),
        bad(
            operation("5"),
            "4:7: 'tasks.t[0]' is the number '5'; expected one operation: compact, abort-compaction, reopen, remount, scan, scan-by-id, persist, delete, create, or a mapping with one of the keys flush, write, get, scan-by-id, compact, rollback, create, disk"),
        bad(
            operation("get: [a]"),
            "4:12: 'tasks.t[0].get' is a list; expected a key of one to 250 characters; put it in quotes where YAML reads something else into it"),
        bad(
            operation("get:"),
            "4:11: 'tasks.t[0].get' is nothing; expected a key of one to 250 characters; put it in quotes where YAML reads something else into it"),
        bad(
            operation("get: ''"),
            "4:12: 'tasks.t[0].get' is empty; expected a key of one to 250 characters; put it in quotes where YAML reads something else into it"),
        bad(
            operation("get: " + "k".repeat(251)),
            "4:12: 'tasks.t[0].get' is 251 characters long; expected a key of one to 250 characters; put it in quotes where YAML reads something else into it"),
        bad(operation("get: " + "ü".repeat(126)), "4:12: a key of 252 bytes; expected at most 250"),
        bad(
            operation("get: \"\\ud800\""),
            "4:12: half a character (a surrogate); expected text that UTF-8 can write"),
        bad(
            operation("compact: 5"),
            "4:16: 'tasks.t[0].compact' is the number '5'; expected a mapping of one or more of purge-up-to, deleted-before, hold-back, sort-in-memory, bytes-per-second, room-for to numbers, such as {purge-up-to: SEQNO}; write plain 'compact' for none"),
        bad(
            operation("compact:"),
            "4:15: 'tasks.t[0].compact' is nothing; expected a mapping of one or more of purge-up-to, deleted-before, hold-back, sort-in-memory, bytes-per-second, room-for to numbers, such as {purge-up-to: SEQNO}; write plain 'compact' for none"),
        bad(
            operation("compact: {purge: 5}"),
            "4:17: unknown key 'purge'; expected one of purge-up-to, deleted-before, hold-back, sort-in-memory, bytes-per-second, room-for"),
        bad(
            operation("rollback: -1"),
            "4:17: 'tasks.t[0].rollback' is '-1'; expected a seqno: a whole number from 0 to 281474976710655"),
        bad(
            operation("rollback: 1.5"),
            "4:17: 'tasks.t[0].rollback' is the number '1.5'; expected a seqno: a whole number from 0 to 281474976710655"),
        bad(
            operation("rollback: 1e999"),
            "4:17: 'tasks.t[0].rollback' is '1e999'; expected a seqno: a whole number from 0 to 281474976710655"),
        bad(
            operation("rollback: 281474976710656"),
            "4:17: 'tasks.t[0].rollback' is '281474976710656'; expected a seqno: a whole number from 0 to 281474976710655"),
        bad(
            operation("rollback: ten"),
            "4:17: 'tasks.t[0].rollback' is 'ten'; expected a seqno: a whole number from 0 to 281474976710655"),
        bad(
            operation("flush: {set: {a: b}}"),
            "4:14: 'tasks.t[0].flush' is a mapping; expected a list of at most 100 changes, committed together"),
        bad(
            operation("flush: [{put: {a: b}}]"),
            "4:16: unknown key 'put'; expected one of set, expired, delete, prepare, prepare-expired, commit, abort, create, drop, local, remove-local, state"),
        bad(
            operation("flush: [{set: {a: b}, delete: c}]"),
            "4:15: 'tasks.t[0].flush[0]' has 2 keys (set, delete); expected one change: a mapping with one of the keys set, expired, delete, prepare, prepare-expired, commit, abort, create, drop, local, remove-local, state"),
        bad(
            operation("flush: [{set: {}}]"),
            "4:21: 'tasks.t[0].flush[0].set' is empty; expected a mapping of one to 100 keys to values"),
        bad(
            operation("flush: [{set: {'': b}}]"),
            "4:22: the key ''; expected a key of one to 250 characters"),
        bad(
            operation("flush: [{set: {a: }}]"),
            "4:24: 'tasks.t[0].flush[0].set.a' is nothing; expected a value: text of at most 65536 bytes, or {text: TEXT, size: BYTES}"),
        bad(
            operation("flush: [{set: {a: [b]}}]"),
            "4:25: 'tasks.t[0].flush[0].set.a' is a list; expected a value: text of at most 65536 bytes, or {text: TEXT, size: BYTES}"),
        bad(
            operation("flush: [{set: {a: {text: b}}}]"),
            "4:25: 'tasks.t[0].flush[0].set.a' has no 'size'; expected a value: text of at most 65536 bytes, or {text: TEXT, size: BYTES}"),
        bad(
            operation("flush: [{set: {a: {text: b, size: 70000}}}]"),
            "4:41: 'tasks.t[0].flush[0].set.a.size' is '70000'; expected a number of bytes, 1 to 65536, no smaller than the text"),
        bad(
            operation("flush: [{set: {a: {text: bcd, size: 2}}}]"),
            "4:43: the size 2 cuts the text; expected at least its 3 bytes"),
        bad(
            operation("scan-by-id: {from: b, to: a}"),
            "4:19: a range without keys; expected 'from' to come before 'to'"),
        bad(
            operation("flush: [{set: {a: " + "v".repeat(65537) + "}}]"),
            "4:25: a value of 65537 bytes; expected at most 65536"),
        bad(
            operation("flush: [{delete: []}]"),
            "4:24: 'tasks.t[0].flush[0].delete' is empty; expected a key or a list of one to 100 keys"),
        bad(
            operation("flush: [{state: activ}]"),
            "4:23: 'tasks.t[0].flush[0].state' is 'activ'; did you mean 'active'?"),
        bad(K + "fault: B99\n", "3:8: no seeded bug is called 'B99'; expected one of B05, B18"),
        bad(
            K + "fault: 5\n",
            "3:8: 'fault' is the number '5'; expected the name of a seeded bug; leave the key out to run the engine as it ships"),
        bad(K + "crash: everywere\n", "3:8: 'crash' is 'everywere'; did you mean 'everywhere'?"),
        bad(
            K + "crash: true\n",
            "3:8: 'crash' is the truth value 'true'; expected everywhere or never (which is the default)"),
        bad(K + "script: [{run: u}]\n", "3:16: no task is called 'u'; expected one of t"),
        bad(
            K + "script: [{until: waits}]\n",
            "3:10: a step that runs no task; expected 'run: TASK'"),
        bad(
            K + "script: [{run: t, until: scan.open}]\n",
            "3:26: 'script[0].until' is 'scan.open'; did you mean 'scan.opened'?"),
        bad(
            K + "script: [{run: t, until: waits, operations: 1}]\n",
            "3:10: 'until' and 'operations' in one step; expected one of them"),
        bad(
            K + "script: [{run: t, until: waits, times: 2}]\n",
            "3:40: 'times' of a wait; expected a milestone in 'until'"),
        bad(
            K + "script: [{run: t, files: []}]\n",
            "3:10: 'files' and 'run' in one step; expected one of them"),
        bad(
            K + "script: [crash, {run: t}]\n",
            "3:17: a step after the crash; expected the crash to be the last"),
        bad(
            K + "script: [crash]\noutcome: {items: 1}\n",
            "4:10: 'outcome' of a script that ends in a crash;"
                + " expected none: after a crash the properties say what may be there"),
        bad(
            K + "outcome: {items: 1}\n",
            "3:10: 'outcome' without a script; expected a 'script' too"),
        bad(K + "always: {one: {itmes: 1}}\n", "3:16: unknown key 'itmes'; did you mean 'items'?"),
        bad(
            K + "always: {one: {answers: {t: [seen]}}}\n",
            "3:16: unknown key 'answers'; expected one of items, tombstones, prepares, prepare-bytes,"
                + " high-seqno, high-completed-seqno, purge-seqno, revision, collections, dropped,"
                + " state, locals, documents, absent, rev-seqnos"),
        bad(
            K + "sometimes: {One: {items: 1}}\n",
            "3:13: the key 'One'; expected a name: a small letter, then small letters, digits and"
                + " '-', at most 40 in all"),
        bad(
            K + "sometimes: {one: {passed: {catch-up: 1}}}\n",
            "3:28: the key 'catch-up'; expected a milestone"),
        bad(
            K + "sometimes: {}\n",
            "3:12: 'sometimes' is empty; expected a mapping of names to claims"),
        bad(
            K + "sometimes: {one: {}}\n",
            "3:18: 'sometimes.one' is empty; expected a claim: a mapping with one or more of its keys"),
        bad(
            K + "sometimes: {one: {answers: {u: [seen]}}}\n",
            "3:29: no task is called 'u'; expected one of t"),
        bad(
            K + "eventually: {one: {items: many}}\n",
            "3:27: 'eventually.one.items' is 'many'; expected a whole number, or {at-least: NUMBER},"
                + " {at-most: NUMBER} or both"),
        bad(
            K + "eventually: {one: {items: {at-least: 2, at-most: 1}}}\n",
            "3:27: at least 2 and at most 1; expected 'at-least' to be no more than 'at-most'"),
        bad(
            K + "after-crash: [scan]\n",
            "3:14: 'after-crash' in a scenario without crashes; expected 'crash: everywhere' too"),
        bad(
            K + "crash: never\nafter-crash: [scan]\n",
            "4:14: 'after-crash' in a scenario without crashes; expected 'crash: everywhere' too"),
        bad(
            K + "search: {}\n",
            "3:9: 'search' is empty; expected exhaustive or {exhaustive: COUNT}; {preemptions: COUNT}, with an optional 'executions'; {random: COUNT}, {pos: COUNT}, {surw: COUNT} or {guided: COUNT}, with an optional 'seed'; or {pct: COUNT}, with an optional 'depth' and 'seed'"),
        bad(
            K + "search: bounded\n",
            "3:9: 'search' is 'bounded'; expected exhaustive or {exhaustive: COUNT}; {preemptions: COUNT}, with an optional 'executions'; {random: COUNT}, {pos: COUNT}, {surw: COUNT} or {guided: COUNT}, with an optional 'seed'; or {pct: COUNT}, with an optional 'depth' and 'seed'"),
        bad(
            K + "search: {preemptions: 11}\n",
            "3:23: 'search.preemptions' is '11'; expected a whole number from 0 to 10"),
        bad(
            K + "search: {preemptions: 2, random: 5}\n",
            "3:9: 'search' has keys that exclude each other (preemptions, random); expected exhaustive or {exhaustive: COUNT}; {preemptions: COUNT}, with an optional 'executions'; {random: COUNT}, {pos: COUNT}, {surw: COUNT} or {guided: COUNT}, with an optional 'seed'; or {pct: COUNT}, with an optional 'depth' and 'seed'"),
        bad(K + "search: exhaustiv\n", "3:9: 'search' is 'exhaustiv'; did you mean 'exhaustive'?"),
        bad(
            K + "search: {exhaustive: 5, seed: 5}\n",
            "3:9: 'search' has keys that exclude each other (exhaustive, seed); expected exhaustive or {exhaustive: COUNT}; {preemptions: COUNT}, with an optional 'executions'; {random: COUNT}, {pos: COUNT}, {surw: COUNT} or {guided: COUNT}, with an optional 'seed'; or {pct: COUNT}, with an optional 'depth' and 'seed'"),
        bad(
            K + "search: {exhaustive: 0}\n",
            "3:22: 'search.exhaustive' is '0'; expected stop after so many executions: a whole number from 1 to 100000000"),
        bad(
            K + "search: {executions: 5}\n",
            "3:10: 'executions' alone; expected 'preemptions' beside it"),
        bad(
            K + "search: {preemptions: 2, seed: 5}\n",
            "3:9: 'search' has keys that exclude each other (preemptions, seed); expected exhaustive or {exhaustive: COUNT}; {preemptions: COUNT}, with an optional 'executions'; {random: COUNT}, {pos: COUNT}, {surw: COUNT} or {guided: COUNT}, with an optional 'seed'; or {pct: COUNT}, with an optional 'depth' and 'seed'"),
        bad(
            K + "search: {seed: 5}\n",
            "3:9: 'search' has no 'random'; expected 'random', 'pct', 'pos', 'surw' or 'guided' beside 'seed'"),
        bad(
            K + "search: {pos: 5, surw: 5}\n",
            "3:9: 'search' has keys that exclude each other (pos, surw); expected exhaustive or {exhaustive: COUNT}; {preemptions: COUNT}, with an optional 'executions'; {random: COUNT}, {pos: COUNT}, {surw: COUNT} or {guided: COUNT}, with an optional 'seed'; or {pct: COUNT}, with an optional 'depth' and 'seed'"),
        bad(K + "search: {surw: 5, depth: 2}\n", "3:19: 'depth' alone; expected 'pct' beside it"),
        bad(
            K + "search: {pct: 5, depth: 0}\n",
            "3:25: 'search.depth' is '0'; expected a whole number from 1 to 10"),
        bad(
            K + "search: {random: 0}\n",
            "3:18: 'search.random' is '0'; expected how many executions: a whole number from 1 to 100000000"),
        bad(
            K + "search: {random: 5, seed: 281474976710656}\n",
            "3:27: 'search.seed' is '281474976710656'; expected a whole number from 0 to 281474976710655"),
        bad(K + "expect: hold\n", "3:9: 'expect' is 'hold'; did you mean 'holds'?"),
        bad(
            K + "expect: [holds]\n",
            "3:9: 'expect' is a list; expected holds (which is the default) or {violates: PROPERTY}"),
        bad(
            K + "expect: {violates: linearisable}\n",
            "3:20: 'expect.violates' is 'linearisable'; did you mean 'linearizable'?"),
        bad(
            K + "expect: {violates: everything}\n",
            "3:20: 'expect.violates' is 'everything'; expected a property: linearizable, durable, recovers, structure, counters, dropped-list, monotonic, purge, atomic, cache, catch-up, no-starvation, no-leak, files, no-failure, no-deadlock, terminates, script, always, eventually or deterministic"),
        bad(
            K + "expect: {violate: durable}\n",
            "3:10: unknown key 'violate'; did you mean 'violates'?"),
        bad(
            "title: T\n  tasks: x\n",
            "2:8: not YAML: mapping values are not allowed here; expected other indentation, a colon or a quote on this line or the one before it"),
        bad(
            "title: \"T\n",
            "2:1: not YAML: found unexpected end of stream; expected other indentation, a colon or a quote on this line or the one before it"),
        bad(
            "title: T\ntasks:\n\t- scan\n",
            "3:1: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation); expected other indentation, a colon or a quote on this line or the one before it"),
        bad(
            "title: [\n",
            "2:1: not YAML: expected the node content, but found '<stream end>'; expected other indentation, a colon or a quote on this line or the one before it"),
        bad(
            "title: \u0001\n",
            "1:8: not YAML: the character U+0001 is not allowed; expected printable text"),
        bad(
            "title: T\n---\ntitle: U\n",
            "2:1: a second YAML document; expected one scenario a file"),
        bad(
            "title: &t T\nabout: *t\n",
            "1:8: the anchor or alias 't'; expected the value itself: scenario files have no aliases, and text that begins with & or * needs quotes"),
        bad(
            "title: !!str T\n",
            "1:8: the tag 'tag:yaml.org,2002:str'; expected a plain value: text that begins with ! needs quotes"),
        bad(
            "title: ok\nabout: @x\n",
            "2:8: not YAML: found character '@' that cannot start any token. (Do not use @ for indentation); expected other indentation, a colon or a quote on this line or the one before it"),
        bad("? [a]\n: b\n", "1:3: a key that is a list or a mapping; expected a word"),
        bad("[".repeat(3000), "1:21: nested too deeply; expected at most 20 levels"),
        bad(
            "title: ${HOME}\ntasks: {t: [scan]}\nx: 1\n",
            "3:1: unknown key 'x'; expected one of title, about, fault, given, tasks, crash, faults, script, outcome, always, sometimes, eventually, after-crash, search, expect"));
  }

  @Test
  void pointsAtBytesThatAreNotUtf8() throws IOException {
    Path file = Files.write(
        folder.resolve("latin.yaml"),
        "title: T\nabout: gr\u00fc\u00df\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> new ScenarioParser(new TwoFaults()).parse(file, "latin"))
        .hasMessage(file + ":2:10: not UTF-8; expected a text file in UTF-8");
  }

  @Test
  void refusesAFileThatNobodyWroteByHand() throws IOException {
    Path file = Files.write(folder.resolve("large.yaml"), new byte[ScenarioText.SIZE_MAX + 1]);

    assertThatThrownBy(() -> new ScenarioParser(new TwoFaults()).parse(file, "large"))
        .hasMessage(file + ":1:1: larger than 1048576 bytes; expected a scenario file");
  }

  @Test
  void leavesAMissingFileToTheCaller() {
    assertThatThrownBy(
            () -> new ScenarioParser(new TwoFaults()).parse(folder.resolve("none.yaml"), "none"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void tellsLineAndColumnApart() {
    assertThatThrownBy(
            () -> new ScenarioParser(new TwoFaults()).parse("f.yaml", K + "fault: B99\n", "f"))
        .isInstanceOfSatisfying(ScenarioFileException.class, e -> {
          assertThat(e.line()).isEqualTo(3);
          assertThat(e.column()).isEqualTo(8);
        });
  }

  private static Arguments bad(String text, String message) {
    return arguments(text, message);
  }

  private static String operation(String text) {
    return T + "tasks:\n  t:\n    - " + text + "\n";
  }
}
