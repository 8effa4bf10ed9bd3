package dev.lockstep.stress.linearizability;

import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.DeferredPlatform;
import dev.lockstep.stress.subject.SchedulerSubject;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * What askers, the compactor and the owner do to a compaction scheduler. Which answer an asker gets
 * depends on who was faster; that each gets one, and that all come to an end, does not: a wake-up that
 * is lost is a deadlock to Lincheck.
 */
public abstract class SchedulerOperations {
  private final SchedulerSubject subject;

  SchedulerOperations(Function<CountedFiles, DeferredPlatform> machine) {
    this.subject = SchedulerSubject.on(machine);
  }

  @Operation
  public String ask() {
    return answered(subject.await(subject.request()));
  }

  /** Two requests that may be one; one of them is called off. */
  @Operation
  public String askTwiceAndCancelOne() {
    CompactionTicket one = subject.request();
    CompactionTicket other = subject.request();
    one.cancel();
    return answered(subject.await(other));
  }

  private static String answered(String answer) {
    return switch (answer) {
      case "switched", "aborted", "cancelled" -> "answered";
      default -> answer;
    };
  }

  @Operation
  public void forget() {
    subject.forget();
  }

  /** The compactor's task, to its end. */
  @Operation
  public void compactUntilClosed() {
    subject.runCompactor();
  }

  @Operation
  public void close() {
    subject.close();
  }

  /** Every asker is answered; nothing blocks. */
  public static final class Specification {
    public String ask() {
      return "answered";
    }

    public String askTwiceAndCancelOne() {
      return "answered";
    }

    public void forget() {}

    public void compactUntilClosed() {}

    public void close() {}
  }
}
