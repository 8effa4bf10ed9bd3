package dev.lockstep.model.execution;

import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.trace.CrashDecision;
import java.util.Optional;

/**
 * One broken property.
 *
 * @param property which
 * @param promised what should have come out
 * @param seen what came out
 * @param crash the crash after which it showed
 */
public record Violation(
    Property property, String promised, String seen, Optional<CrashDecision> crash) {

  static Violation of(Property property, String promised, String seen) {
    return new Violation(property, promised, seen, Optional.empty());
  }

  Violation after(CrashDecision decision) {
    return new Violation(property, promised, seen, Optional.of(decision));
  }
}
