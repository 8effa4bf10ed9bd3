package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.flush;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a bucket's own tasks publish, and what an opening chooses while others go on, is looked at too. */
class BucketPublicationsTest {
  private static final Search ONE_ORDER = Search.bounded(0);

  private static void assertBreaks(Property property, Scenario scenario, VBucketParts parts)
      throws ScenarioException {
    assertThat(Scenarios.explore(scenario.withSearch(ONE_ORDER)).counterexample())
        .isEmpty();

    Counterexample found = Scenarios.explore(Scenarios.withFault(scenario, property, parts))
        .counterexample()
        .orElseThrow();

    assertThat(found.property()).as(found.seen()).isEqualTo(property);
  }

  @Test
  void aCachedStateThatIsNotOnDiskDiffers() throws ScenarioException {
    Scenario bucket = Scenarios.of(
        ONE_ORDER,
        List.of(set("a", "1")),
        task(
            "client",
            write("a", "2"),
            new Operation.Persist(),
            write("a", "3"),
            new Operation.Persist(),
            write("a", "4"),
            new Operation.Persist()));

    assertBreaks(
        Property.CACHE, bucket, FaultyParts.of(FaultyParts.FlusherFault.PUBLISHES_OTHER_STATE));
  }

  private static Operation write(String key, String value) {
    return new Operation.Write(new Mutation.Set(key, Bytes.ofUtf8(value)));
  }

  @Test
  void anOpeningThatChoosesAnOlderFileGoesBack() throws ScenarioException {
    Scenario remounted = Scenarios.of(
        ONE_ORDER,
        List.of(set("a", "1")),
        task("client", compact(), new Operation.Remount(), set("a", "2")));

    assertBreaks(Property.MONOTONIC, remounted, new OldestChosen());
  }

  /** Compactions leave the file that they have copied, and an opening takes it. */
  private static final class OldestChosen extends VBucketParts {
    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected void retireSource() {}
      };
    }

    @Override
    public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
      return new WarmUp(platform, vbucket, options) {
        @Override
        protected @Nullable Revision choose(List<VBucketFileName> live) throws IOException {
          return super.choose(live.stream()
              .sorted(Comparator.comparingLong(VBucketFileName::revision))
              .limit(1)
              .toList());
        }
      };
    }
  }

  @Test
  void aPurgeSeqnoThatIsLostBehindAFaultGoesBack() throws ScenarioException {
    Scenario failing = Scenarios.of(
            Search.bounded(1),
            List.of(
                set("a", "1"),
                flush(new Mutation.Delete("a")),
                set("z", "1"),
                new Operation.Compact(2)),
            task("compactor", compact(), new Operation.Remount()),
            task("flusher", set("z", "2")))
        .withFaults(new FaultBudget(List.of(Fault.WRITE_ERROR), 1));

    assertBreaks(Property.MONOTONIC, failing, new PurgeForgottenBehindAFault());
  }

  /** A compaction whose file could only be made the second time forgets what was purged before it. */
  private static final class PurgeForgottenBehindAFault extends VBucketParts {
    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        private boolean hasFailed;

        @Override
        protected CouchFile openTarget(String name) throws IOException {
          try {
            return super.openTarget(name);
          } catch (IOException e) {
            hasFailed = true;
            return super.openTarget(name);
          }
        }

        @Override
        protected CatchUp newCatchUp(CatchUp.Start start) {
          return hasFailed ? new PurgeForgotten(start) : super.newCatchUp(start);
        }
      };
    }
  }

  private static final class PurgeForgotten extends CatchUp {
    PurgeForgotten(Start start) {
      super(start);
    }

    @Override
    protected Header replayPurgeSeqno(Header draft, Revision newest) {
      return draft.withPurgeSeqno(0);
    }
  }
}
