package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.subject.SwitchSubject;
import org.jetbrains.lincheck.datastructures.Operation;

/** What is counted of a vbucket, read while commits and switches replace the revision that counts it. */
public abstract class StatisticsOperations {
  private static final int REVISIONS_MAX = 3;

  private final SwitchSubject subject = SwitchSubject.of(REVISIONS_MAX);
  private int revision = 1;
  private int commit = 1;

  /** Revision and seqno, which belong together. */
  @Operation
  public abstract String statistics();

  final SwitchSubject subject() {
    return subject;
  }

  @Operation(nonParallelGroup = "writer")
  public void publish() {
    commit++;
    subject.publish(commit);
  }

  /** Switches to the next revision while there is one. */
  @Operation(nonParallelGroup = "writer")
  public boolean switchAndRetire() {
    if (revision == REVISIONS_MAX) {
      return false;
    }
    revision++;
    commit = 1;
    subject.switchAndRetire(revision);
    return true;
  }
}
