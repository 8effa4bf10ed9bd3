package dev.lockstep.model.scenario;

import java.util.Arrays;
import java.util.Optional;

/** What every execution must keep. The key is what scenario files and reports call it. */
public enum Property {
  LINEARIZABLE(
      "linearizable", "every answer is explained by one sequential order of the operations"),
  DURABLE(
      "durable",
      "after a crash every acknowledged commit is there, and what was in flight is there whole or not at all"),
  RECOVERS(
      "recovers",
      "after a crash the store opens, takes writes and compacts, and survives a second crash at any step of that"),
  STRUCTURE("structure", "every file passes the full structural check"),
  COUNTERS("counters", "every stored counter equals a recount of the file"),
  DROPPED_LIST(
      "dropped-list",
      "a dropped collection is on the dropped list while the file holds some of its data, and no longer"),
  MONOTONIC(
      "monotonic",
      "high seqno, purge seqno, file revision and the high seqnos of collections never go back, but the seqnos by a rollback"),
  PURGE(
      "purge",
      "a compaction leaves out the tombstones up to the seqno that was asked for and the completed prepares, never the newest change, and nothing else; its purge seqno covers what is missing and is no higher than what was left out or asked for"),
  ATOMIC(
      "atomic",
      "a write that answers that it is done has published just what it says, one that failed nothing, in memory and on disk"),
  CACHE(
      "cache",
      "whatever is published, an opening of the same files at that moment would publish too"),
  CATCH_UP(
      "catch-up",
      "catch-up rounds are bounded, and under the lock a compaction replays only what was committed since the last of them, or little"),
  NO_STARVATION(
      "no-starvation",
      "reads take no lock and wait for no other task, whatever the others do; a deletion takes no lock under which a compaction copies"),
  NO_LEAK("no-leak", "when all is done no handle and no pin is left"),
  FILES(
      "files",
      "when all is done, and after a restart, a vbucket has exactly one data file, a deleted one none"),
  NO_FAILURE("no-failure", "no operation fails on a healthy machine"),
  NO_DEADLOCK("no-deadlock", "some task can always go on until all are done"),
  TERMINATES("terminates", "every execution ends within the step limit"),
  SCRIPT("script", "the script can be followed, and what it says of the outcome is so"),
  ALWAYS("always", "what the scenario says is always so is so of every commit that readers see"),
  EVENTUALLY(
      "eventually", "what the scenario says comes in the end is so when all tasks have ended"),
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
