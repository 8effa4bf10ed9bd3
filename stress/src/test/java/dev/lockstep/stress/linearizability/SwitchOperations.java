package dev.lockstep.stress.linearizability;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.SwitchSubject;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What tasks do to a header switch. Lincheck runs the operations in any number of threads, those of the
 * writer (who holds the write lock in the engine) in one of them, and looks for an order of the same
 * operations, one after another, that gives the same answers.
 */
public abstract class SwitchOperations {
  private static final int REVISIONS_MAX = 4;

  private final SwitchSubject subject;
  private int revision = 1;
  private int commit = 1;

  SwitchOperations(Function<CountedFiles, Platform> machine) {
    this.subject = SwitchSubject.on(REVISIONS_MAX, machine);
  }

  /** Pins, reads, releases: which commit of which revision. */
  @Operation
  public String read() {
    return subject.readCommit();
  }

  /** What the current revision counts: two numbers that belong together. */
  @Operation
  public String statistics() {
    return subject.statistics();
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

  /** When all is done the retired files are gone, once and in order, and the current one is open. */
  @Validate
  public void filesAreWhatTheyShouldBe() {
    for (int number = 1; number <= REVISIONS_MAX; number++) {
      String expected = number < revision ? "closed then removed" : "open";
      String fate = subject.fate(number);
      if (!fate.equals(expected)) {
        throw new AssertionError("revision " + number + " is " + fate + ", not " + expected);
      }
    }
  }
}
