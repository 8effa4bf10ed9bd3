package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.model.execution.ClaimCheck.Ended;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds one execution against the properties that its scenario's author has given it.
 *
 * <p>Equivalent executions publish the same commits in the same order, give the same answers and pass the
 * same milestones as often. Claims are about nothing else, so one execution speaks for all of its class.
 */
final class OwnPropertyCheck {
  private final OwnProperties own;
  private final Map<String, Integer> passed = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  OwnPropertyCheck(OwnProperties own) {
    this.own = own;
  }

  /** A task has passed a milestone. */
  void passed(String milestone) {
    passed.merge(milestone, 1, Integer::sum);
  }

  /** How often milestones were passed. */
  Map<String, Integer> passed() {
    return passed;
  }

  /** The names of what must be so sometimes, and was. */
  Set<String> reached() {
    return reached;
  }

  /** A commit is published. */
  @Nullable
  Violation shown(Revision revision) throws IOException {
    for (Map.Entry<String, Claim> sometimes : own.sometimes().entrySet()) {
      if (sometimes.getValue().isOfWhatIsShown()
          && !reached.contains(sometimes.getKey())
          && ClaimCheck.ofShown(sometimes.getValue().commit(), Optional.of(revision))
              .isEmpty()) {
        reached.add(sometimes.getKey());
      }
    }
    return always(own, revision);
  }

  /** What is always so, held against one commit. */
  static @Nullable Violation always(OwnProperties own, Revision revision) throws IOException {
    for (Map.Entry<String, Claim> always : own.always().entrySet()) {
      List<String> differences =
          ClaimCheck.ofShown(always.getValue().commit(), Optional.of(revision));
      if (!differences.isEmpty()) {
        String where = revision.file().name() + ", high seqno " + revision.highSeqno();
        return violation(Property.ALWAYS, always.getKey(), "in " + where + ": ", differences);
      }
    }
    return null;
  }

  /** All tasks have ended; the store is still open. */
  @Nullable
  Violation ended(Ended ended, Optional<Revision> shown) throws IOException {
    for (Map.Entry<String, Claim> sometimes : own.sometimes().entrySet()) {
      if (differences(sometimes.getValue(), ended, shown).isEmpty()) {
        reached.add(sometimes.getKey());
      }
    }
    for (Map.Entry<String, Claim> eventually : own.eventually().entrySet()) {
      List<String> differences = differences(eventually.getValue(), ended, shown);
      if (!differences.isEmpty()) {
        return violation(Property.EVENTUALLY, eventually.getKey(), "", differences);
      }
    }
    return shown.isPresent() ? always(own, shown.get()) : null;
  }

  private static List<String> differences(Claim claim, Ended ended, Optional<Revision> shown)
      throws IOException {
    List<String> differences = new ArrayList<>(ClaimCheck.ofExecution(claim, ended));
    differences.addAll(ClaimCheck.ofShown(claim.commit(), shown));
    return differences;
  }

  /** The store was closed and opened again. */
  @Nullable
  Violation reopened(Optional<Revision> shown) throws IOException {
    for (Map.Entry<String, Claim> eventually : own.eventually().entrySet()) {
      List<String> differences = ClaimCheck.ofShown(eventually.getValue().commit(), shown);
      if (!differences.isEmpty()) {
        return violation(
            Property.EVENTUALLY, eventually.getKey(), "closed and opened again: ", differences);
      }
    }
    return null;
  }

  private static Violation violation(
      Property property, String name, String where, List<String> differences) {
    return Violation.of(
        property, property.key() + " " + name, where + String.join("\n", differences));
  }
}
