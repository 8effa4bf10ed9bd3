package dev.lockstep.model.check;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.Expectation;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two bugs that every checker worth its name finds at once: a race and a loss at a crash. A run that
 * reports success looks for them first, so that it is never green because nothing was looked at.
 */
public final class Canary {
  private static final Operation SET_A =
      new Operation.Flush(List.of(new Mutation.Set("a", Bytes.ofUtf8("one"))));
  private static final Operation SET_B =
      new Operation.Flush(List.of(new Mutation.Set("b", Bytes.ofUtf8("two"))));

  private Canary() {}

  /**
   * Looks for both.
   *
   * @throws AssertionError if one is not found: no result of this checker can be trusted
   */
  public static void sing() {
    mustBreak(
        Property.LINEARIZABLE,
        new TaskScript("compactor", List.of(new Operation.Compact(0))),
        false,
        new NeverCatchesUp());
    mustBreak(
        Property.DURABLE,
        new TaskScript("reader", List.of(new Operation.Scan())),
        true,
        new ForgetsAtWarmUp());
  }

  private static void mustBreak(
      Property property, TaskScript beside, boolean crash, VBucketParts parts) {
    Scenario scenario = new Scenario(
        "canary",
        "canary",
        "",
        List.of(),
        List.of(new TaskScript("flusher", List.of(SET_A, SET_B)), beside),
        Optional.empty(),
        OwnProperties.NONE,
        crash,
        FaultBudget.NONE,
        List.of(),
        Optional.of("canary"),
        parts,
        Search.bounded(1),
        Expectation.violates(property),
        "00000000");
    try {
      ScenarioResult result = new Explorer(scenario, ExplorationListener.SILENT).explore();
      if (!result.asExpected()) {
        throw new AssertionError("a planted bug that breaks '" + property.key()
            + "' was not found: " + result.coverage());
      }
    } catch (ScenarioException e) {
      throw new AssertionError("the canary cannot be explored", e);
    }
  }

  /** Loses what is committed while the compactor copies. */
  private static final class NeverCatchesUp extends VBucketParts {
    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected Revision newestSource() {
          return source().revision();
        }
      };
    }
  }

  /** Wakes up to an empty vbucket, whatever is there. */
  private static final class ForgetsAtWarmUp extends VBucketParts {
    @Override
    public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
      return new WarmUp(platform, vbucket, options) {
        @Override
        protected @Nullable Revision choose(List<VBucketFileName> found) {
          return null;
        }
      };
    }
  }
}
