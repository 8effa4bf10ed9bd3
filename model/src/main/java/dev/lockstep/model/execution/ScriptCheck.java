package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.model.execution.ClaimCheck.Ended;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what came of a script with what it asks for, twice: in the open store, whose numbers are
 * cached, and in the same store closed and opened again.
 */
public final class ScriptCheck {
  private final Claim wanted;
  private final ScriptChooser chooser;

  public ScriptCheck(Script script, ScriptChooser chooser) {
    this.wanted = script.outcome();
    this.chooser = chooser;
  }

  /** When all tasks have ended, before the store is closed. */
  @Nullable
  Violation open(Ended ended, Optional<Revision> shown) throws IOException {
    List<String> differences = new ArrayList<>();
    chooser.problem().ifPresent(differences::add);
    differences.addAll(ClaimCheck.ofExecution(wanted, ended));
    differences.addAll(ClaimCheck.ofShown(wanted.commit(), shown));
    return violation("", differences);
  }

  /** When the store was closed, and opened again. */
  @Nullable
  Violation reopened(Optional<Revision> shown) throws IOException {
    return violation("closed and opened again: ", ClaimCheck.ofShown(wanted.commit(), shown));
  }

  private static @Nullable Violation violation(String where, List<String> differences) {
    return differences.isEmpty()
        ? null
        : Violation.of(
            Property.SCRIPT, Property.SCRIPT.meaning(), where + String.join("\n", differences));
  }
}
