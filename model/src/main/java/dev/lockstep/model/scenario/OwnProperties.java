package dev.lockstep.model.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a scenario's author says of it beside the properties that every scenario keeps, each claim under
 * a name.
 *
 * @param always so is every commit that readers can see, and every store that came back from a crash
 * @param sometimes so is it in some execution, or the scenario does not show what it was written for
 * @param eventually so is it when all tasks have ended, in the open store and closed and opened again
 */
public record OwnProperties(
    Map<String, Claim> always, Map<String, Claim> sometimes, Map<String, Claim> eventually) {
  /** Nothing is said. */
  public static final OwnProperties NONE = new OwnProperties(Map.of(), Map.of(), Map.of());

  public OwnProperties {
    always = Collections.unmodifiableMap(new LinkedHashMap<>(always));
    sometimes = Collections.unmodifiableMap(new LinkedHashMap<>(sometimes));
    eventually = Collections.unmodifiableMap(new LinkedHashMap<>(eventually));
  }

  /** Whether nothing is said. */
  public boolean isNone() {
    return always.isEmpty() && sometimes.isEmpty() && eventually.isEmpty();
  }
}
