package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.WriteQueue;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bucket has promised survives a crash; what it has only taken may go, the last first. */
class BucketCrashTest {

  private static Operation write(String key, String value) {
    return new Operation.Write(new Mutation.Set(key, Bytes.ofUtf8(value)));
  }

  private static Scenario stopped(TaskScript... tasks) {
    return Scenarios.withCrash(Scenarios.of(Search.bounded(0), List.of(set("a", "one")), tasks));
  }

  private static final TaskScript WAITS =
      task("writer", write("a", "two"), new Operation.Persist(), write("b", "three"));

  private static final TaskScript DOES_NOT_WAIT =
      task("writer", write("a", "two"), write("b", "three"));

  @Test
  void aWriteThatNobodyHasWaitedForMayGo() throws ScenarioException {
    ScenarioResult result = Scenarios.explore(stopped(DOES_NOT_WAIT));

    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(result.crashes()).isGreaterThan(10);
  }

  @Test
  void whatWasWaitedForStays() throws ScenarioException {
    ScenarioResult result = Scenarios.explore(stopped(WAITS));

    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
  }

  /** It runs fewer executions, and takes the crashes of all that are equivalent to them. */
  @Test
  void theReductionTakesNoFewerCrashes() throws ScenarioException {
    Scenario scenario = stopped(task("writer", write("a", "two")));
    ScenarioResult reduced = Scenarios.explore(scenario.withSearch(Search.exhaustive()));

    assertThat(reduced.verdict()).as("%s", reduced.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(reduced.crashes())
        .isGreaterThanOrEqualTo(
            Scenarios.explore(scenario.withSearch(Search.bounded(0))).crashes())
        .isGreaterThan(10);
  }

  @Test
  void anAnswerAheadOfTheDiskIsALoss() throws ScenarioException {
    assertDurableBreaks(WAITS, new AheadOfTheDisk());
  }

  @Test
  void aLaterWriteWithoutAnEarlierOneIsALossThoughNobodyWaited() throws ScenarioException {
    assertDurableBreaks(DOES_NOT_WAIT, new LaterAlone());
  }

  private static void assertDurableBreaks(TaskScript writer, BucketParts parts)
      throws ScenarioException {
    Scenario scenario = Scenarios.withFault(stopped(writer), Property.DURABLE, parts);
    Counterexample found = Scenarios.explore(scenario).counterexample().orElseThrow();

    assertThat(found.property()).as(found.seen()).isEqualTo(Property.DURABLE);
    assertThat(found.crash()).isPresent();
    assertThat(Replay.of(scenario, ReplayToken.parse(found.token())).counterexample())
        .contains(found);
  }

  /** Says of all that was taken that it is on disk. */
  private static final class AheadOfTheDisk extends BucketParts {
    @Override
    public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
      return new WriteQueue(highSeqno, lastCas) {
        @Override
        protected long persistedSeqno() {
          return highSeqno();
        }
      };
    }
  }

  /** Commits {@code b} alone, whatever was written before it. */
  private static final class LaterAlone extends BucketParts {
    @Override
    public WriteQueue newWriteQueue(long highSeqno, long lastCas) {
      return new WriteQueue(highSeqno, lastCas) {
        @Override
        protected WriteBatch beginFlush() {
          WriteBatch all = super.beginFlush();
          return newest(Bytes.ofUtf8("b"))
              .map(later -> new WriteBatch().set(later.id(), later.body(), later.stamp()))
              .orElse(all);
        }
      };
    }
  }
}
