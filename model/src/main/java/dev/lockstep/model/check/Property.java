package dev.lockstep.model.check;

import java.util.Arrays;
import java.util.Optional;

/** What every execution must keep. The key is what scenario files and reports call it. */
public enum Property {
  LINEARIZABLE(
      "linearizable", "every answer is explained by one sequential order of the operations"),
  DURABLE(
      "durable",
      "after a crash every acknowledged commit is there, and what was in flight is there whole or not at all"),
  RECOVERS("recovers", "after a crash the store opens, takes writes, compacts and opens again"),
  STRUCTURE("structure", "every file passes the full structural check"),
  COUNTERS("counters", "every stored counter equals a recount of the file"),
  DROPPED_LIST(
      "dropped-list",
      "a dropped collection is on the dropped list while the file holds some of its data, and no longer"),
  NO_LEAK("no-leak", "when all is done no handle and no pin is left"),
  FILES(
      "files",
      "when all is done, and after a restart, a vbucket has exactly one data file, a deleted one none"),
  NO_FAILURE("no-failure", "no operation fails on a healthy machine"),
  NO_DEADLOCK("no-deadlock", "some task can always go on until all are done"),
  TERMINATES("terminates", "every execution ends within the step limit"),
  SCRIPT("script", "the script can be followed, and what it says of the outcome is so"),
  DETERMINISTIC("deterministic", "the same schedule gives the same trace");

  private final String key;
  private final String meaning;

  Property(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  /** The word for it in files and reports. */
  public String key() {
    return key;
  }

  /** One sentence that says what it promises. */
  public String meaning() {
    return meaning;
  }

  /** Finds a property by its key. */
  public static Optional<Property> of(String key) {
    return Arrays.stream(values()).filter(property -> property.key.equals(key)).findFirst();
  }
}
