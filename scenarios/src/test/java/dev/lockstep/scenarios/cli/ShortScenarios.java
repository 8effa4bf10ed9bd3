package dev.lockstep.scenarios.cli;

/** Scenario files that a check is soon done with. */
final class ShortScenarios {
  static final String PROOF = """
      title: A scan beside a flush
      given:
        - flush: [{set: {a: one}}]
      tasks:
        flusher:
          - flush: [{set: {b: two}}]
        reader:
          - scan
      search: {preemptions: 1}
      """;

  /** Ends in a violation that it does not expect; with {@link #FOUND} it does. */
  static final String BUG = """
      title: A metadata-only commit makes catch-up skip a document
      fault: B05
      given:
        - flush: [{set: {a: one}}]
      tasks:
        flusher:
          - flush: [{state: replica}]
          - flush: [{set: {b: two}}]
        compactor:
          - compact
      search: {preemptions: 1}
      """;

  static final String FOUND = "expect: {violates: linearizable}\n";

  private ShortScenarios() {}
}
