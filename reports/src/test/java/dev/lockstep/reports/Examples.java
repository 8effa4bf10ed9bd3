package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.Reach.StepPair;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import java.util.Optional;

/** Results as runs give them. */
final class Examples {
  private static final String OLD = "0.couch.1#1";
  private static final String NEW = "0.couch.1.compact#1";
  private static final String LOCK = "write lock#1";
  private static final String SWITCH = "header switch#1";
  private static final String HOLDS = "holds of 0.couch.1#1";

  /** Ends elements, sections, strings, table cells and code spans; holds what XML and JSON forbid. */
  static final String HOSTILE =
      "a/<b>&\"'`|*]]></script><script>alert(1)</script>-->{{title}}$1\\\u0000\u001b[31m\u2028\uD800\r\nend";

  private static final Reach REACH = new Reach(
      512,
      List.of(
          new StepPair("compactor gets header switch", "flusher sets header switch", Seen.BOTH),
          new StepPair("compactor locks write lock", "flusher unlocks write lock", Seen.BACKWARD),
          new StepPair("flusher writes 0.couch.1", "reader reads 0.couch.1", Seen.NEVER)),
      List.of("rollback.committed"),
      List.of("copy-is-outrun"),
      List.of("read-error"));

  private Examples() {}

  /** A run with a proof, two bugs found as expected, a broken proof, and one that was cut short. */
  static RunResult mixed() {
    return run(
        holds("proofs/flusher-compactor"),
        violated("bugs/B05-metadata-only-commit", Optional.of("B05"), lostDocument()),
        holds("proofs/flusher-compactor-scan"),
        violated("proofs/crash-everywhere", Optional.empty(), crashed()),
        incomplete("crash/rollback-deep"),
        missed("bugs/B24-late-abort"));
  }

  static RunResult run(ScenarioResult... scenarios) {
    return new RunResult("0.1.0", "17.0.15", "baton", Shard.WHOLE, List.of(scenarios));
  }

  static ScenarioResult holds(String name) {
    return new ScenarioResult(
        name,
        "Flusher beside compactor",
        "Three commits while a compaction runs.",
        Optional.empty(),
        "holds",
        Verdict.HOLDS,
        true,
        "complete up to 2 preemptions",
        18_204,
        911,
        812_000,
        7_310,
        2_104_000_000L,
        Optional.empty(),
        "0123456789abcdef bounded-2",
        REACH);
  }

  /** Expected where there is a fault, alarming where there is none. */
  static ScenarioResult violated(String name, Optional<String> fault, Counterexample found) {
    String expected = fault.isPresent() ? "violates " + found.property().key() : "holds";
    return new ScenarioResult(
        name,
        "A metadata-only commit must not hide the next document",
        "",
        fault,
        expected,
        Verdict.VIOLATED,
        fault.isPresent(),
        "stopped at the violation, in level 1",
        212,
        190,
        9_001,
        0,
        31_500_000L,
        Optional.of(found),
        "0123456789abcdef bounded-2",
        REACH);
  }

  static ScenarioResult incomplete(String name) {
    return unproved(
        name, Verdict.INCOMPLETE, "stopped at 100000 executions in level 2", 100_000, 51_000);
  }

  /** One machine's part of a search, in which nothing broke. */
  static ScenarioResult share(String name) {
    return unproved(name, Verdict.SHARD, "shard 2/3: complete up to 2 preemptions", 600, 500);
  }

  private static ScenarioResult unproved(
      String name, Verdict verdict, String coverage, long executions, long traces) {
    return new ScenarioResult(
        name,
        "Rollback, crash everywhere",
        "",
        Optional.empty(),
        "holds",
        verdict,
        false,
        coverage,
        executions,
        traces,
        5_200_000,
        99_120,
        61_000_000_000L,
        Optional.empty(),
        "0123456789abcdef bounded-2",
        REACH);
  }

  static ScenarioResult missed(String name) {
    return new ScenarioResult(
        name,
        "An abort that comes late",
        "",
        Optional.of("B24"),
        "violates no-leak",
        Verdict.HOLDS,
        false,
        "complete up to 1 preemption",
        900,
        88,
        40_000,
        0,
        400_000_000L,
        Optional.empty(),
        "0123456789abcdef bounded-2",
        REACH);
  }

  /** Forty-odd steps: a state-only commit while the compactor copies makes catch-up skip a document. */
  static Counterexample lostDocument() {
    Story story = new Story("flusher", "compactor", "reader");
    story.shows("high seqno 1; 1 a = one", "high seqno 1; 1 a = one");
    int compact = story.as(1).next();
    pin(story).reached("compaction.pinned", "0.couch.1", 8192);
    story.open("0.couch.1.compact").read(OLD, 4096, 4096).read(OLD, 1, 2000).write(NEW, 1, 3000);
    story.commit(NEW, 3001, 1095).reached("compaction.copied", "0.couch.1.compact", 8192);
    flush(story, 12288, "flush state", "ok, high seqno 2");
    flush(story, 20480, "flush [set c=3]", "ok, high seqno 3");
    story.as(1).get(SWITCH, 3).reached("catch-up.begin", "0.couch.1", 16384);
    story.read(OLD, 16384, 4096).read(OLD, 24576, 4096);
    story.lock(LOCK).reached("final-catch-up.locked", "0.couch.1", 0).get(SWITCH, 3);
    switchFiles(story, 8192);
    story.shows("high seqno 1; 1 a = one", "high seqno 3; 1 a = one; 3 c = three");
    story.called(compact, "compact", "ok, revision 2");
    int scan = story.as(2).next();
    story
        .get(SWITCH, 4)
        .read(NEW, 12288, 4096)
        .read(NEW, 1, 3000)
        .called(scan, "scan", "[a=1@1, b=2@2]");
    story.because(
        "'flusher locks write lock#1' (step 12) comes before 'compactor locks write lock#1'"
            + " (step 33): with these two the other way round the same schedule holds");
    return story.violates(
        Property.LINEARIZABLE,
        "scan returns\n  a=1@1\n  b=2@2\n  c=3@3",
        "scan returns\n  a=1@1\n  b=2@2",
        1,
        List.of());
  }

  /** A task that looks at the same cell again and again, until the limit of steps. */
  static Counterexample endless(int steps) {
    Story story = new Story("compactor");
    int compact = story.as(0).next();
    while (story.next() < steps) {
      story.get(SWITCH, 1);
    }
    return story
        .cut(compact, "compact")
        .violates(
            Property.TERMINATES,
            "every execution ends within the step limit",
            "after " + steps + " steps some task still goes on",
            0,
            List.of());
  }

  /** About three hundred steps of four tasks that take turns, and a crash in the middle of a commit. */
  static Counterexample crashed() {
    Story story = new Story("flusher", "compactor", "reader", "rollback");
    int compact = story.as(1).next();
    pin(story).reached("compaction.pinned", "0.couch.1", 8192).open("0.couch.1.compact");
    long size = 12288;
    for (int round = 0; round < 16; round++) {
      flush(
          story, size, "flush [set k" + round + "=" + round + "]", "ok, high seqno " + (round + 3));
      size += 8192;
      story
          .as(1)
          .read(OLD, size - 4096, 4096)
          .read(OLD, size - 8192, 2048)
          .write(NEW, 1 + round * 5000L, 5000);
      int scan = story.as(2).next();
      story.get(SWITCH, round + 2).add(HOLDS, 2).read(OLD, size - 4096, 4096).add(HOLDS, 1);
      story.called(scan, round % 2 == 0 ? "scan" : "get k" + round, "[a=1@1, b=2@2, …]");
      if (round % 4 == 3) {
        int rollback = story.as(3).next();
        story.lock(LOCK).get(SWITCH, round + 2).read(OLD, size - 8192, 4096).unlock(LOCK);
        story.called(rollback, "rollback to 2", "refused: a compaction runs");
      }
    }
    story
        .as(1)
        .commit(NEW, 60001, 1439)
        .lock(LOCK)
        .reached("final-catch-up.locked", "0.couch.1", 0);
    switchFiles(story, 65536);
    story.called(compact, "compact", "ok, revision 2");
    int cut = story.as(0).next();
    story.reached("flush.begin", "0.couch.2", 0).lock(LOCK).get(SWITCH, 20).write(NEW, 77824, 4096);
    story.write(NEW, 81920, 4096).sync(NEW).write(NEW, 81920, 1).cut(cut, "flush [set z=26]");
    return story.violates(
        Property.DURABLE,
        "after the crash: k0 … k11, with or without z",
        "after the crash: k0 … k10\nk11 is gone",
        51,
        List.of(
            "0.couch.1.compact#1 [81920, 81921)", "the rename of 0.couch.1.compact to 0.couch.2"));
  }

  /** A violation in which every text tries to break out of the format it is written in. */
  static ScenarioResult hostile() {
    Story story = new Story(HOSTILE, "b");
    int first = story.as(0).next();
    story.lock(HOSTILE).reached(HOSTILE, HOSTILE, Long.MIN_VALUE).unlock(HOSTILE);
    story.called(first, HOSTILE, HOSTILE);
    Counterexample found =
        story.violates(Property.NO_FAILURE, HOSTILE, HOSTILE, 0, List.of(HOSTILE));
    return new ScenarioResult(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        Optional.of(HOSTILE),
        HOSTILE,
        Verdict.VIOLATED,
        false,
        HOSTILE,
        1,
        1,
        1,
        1,
        1,
        Optional.of(found),
        "0123456789abcdef bounded-2",
        REACH);
  }

  private static Story pin(Story story) {
    return story.get(SWITCH, 1).add(HOLDS, 2);
  }

  private static void flush(Story story, long start, String operation, String answer) {
    int first = story.as(0).next();
    story.reached("flush.begin", "0.couch.1", 0).lock(LOCK).get(SWITCH, 1).commit(OLD, start, 4096);
    story
        .compareAndSet(SWITCH)
        .reached("header.published", "0.couch.1", start + 4096)
        .unlock(LOCK);
    story.reached("flush.committed", "0.couch.1", start + 4096).called(first, operation, answer);
  }

  private static void switchFiles(Story story, long start) {
    story.commit(NEW, start, 4096).directory(StepKind.RENAME, "0.couch.1.compact to 0.couch.2", 0);
    story
        .reached("compaction.renamed", "0.couch.2", 2)
        .directory(StepKind.DIRECTORY_SYNC, "directory", 0);
    story.compareAndSet(SWITCH).reached("file.switched", "0.couch.2", 2).unlock(LOCK);
    story
        .add(HOLDS, 0)
        .reached("file.retired", "0.couch.1", 1)
        .directory(StepKind.REMOVE, "0.couch.1", 0);
    story.reached("file.removed", "0.couch.1", 1);
  }
}
