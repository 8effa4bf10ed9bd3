package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine so broken that looking at it throws is a counterexample, no bug of the checker. */
class TrippedJudgeTest {

  /** Says something of every commit, so that each is read. */
  private static final OwnProperties READS_COMMITS = new OwnProperties(
      Map.of(
          "a-document",
          Claim.of(CommitClaim.ANY.withDocuments(Map.of("a", Optional.of(Bytes.ofUtf8("1")))))),
      Map.of(),
      Map.of());

  static Stream<Arguments> faults() {
    return Stream.of(
            Arguments.of(
                Named.of("published", new ClosesWhatItPublishes()),
                Property.NO_FAILURE,
                "after it was closed"),
            Arguments.of(
                Named.of("at the end", new ShowsNoSecondFile()),
                Property.NO_FAILURE,
                "no snapshot"),
            Arguments.of(Named.of("opened", new NeverWakes()), Property.RECOVERS, "no warm-up"))
        .flatMap(fault -> Stream.of(Search.bounded(1), Search.exhaustive())
            .map(search -> Arguments.of(fault.get()[0], fault.get()[1], fault.get()[2], search)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void itsTokenShowsTheSameAgain(
      VBucketParts parts, Property property, String message, Search search)
      throws ScenarioException {
    Scenario scenario = Scenarios.withFault(
        Scenarios.of(
                search,
                List.of(set("a", "1")),
                task("compactor", compact()),
                task("flusher", set("b", "2")))
            .withOwn(READS_COMMITS),
        property,
        parts);
    ScenarioResult result = Scenarios.explore(scenario);
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    Counterexample found = result.counterexample().orElseThrow();
    assertThat(found.property()).isEqualTo(property);
    assertThat(found.seen()).contains(message);
    Replay replay = Replay.of(scenario, ReplayToken.parse(found.token()));
    assertThat(replay.counterexample()).contains(found);
  }

  private static final class ClosesWhatItPublishes extends VBucketParts {
    @Override
    public Flusher newFlusher(VBucketInternals vbucket) {
      return new Flusher(vbucket) {
        @Override
        protected void publish(Revision committed) throws IOException {
          if (committed.highSeqno() > 1) {
            committed.file().couch().close();
          }
          super.publish(committed);
        }
      };
    }
  }

  private static final class ShowsNoSecondFile extends VBucketParts {
    @Override
    public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
      Snapshot snapshot = super.openSnapshot(vbucket);
      if (snapshot.highSeqno() == 2) {
        snapshot.close();
        throw new IllegalStateException("no snapshot");
      }
      return snapshot;
    }
  }

  private static final class NeverWakes extends VBucketParts {
    @Override
    public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
      return new WarmUp(platform, vbucket, options) {
        @Override
        protected @Nullable Revision choose(List<VBucketFileName> found) {
          throw new IllegalStateException("no warm-up");
        }
      };
    }
  }
}
