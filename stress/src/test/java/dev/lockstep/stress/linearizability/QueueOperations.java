package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.subject.BucketSubject;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.DeferredPlatform;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * What clients do to a write queue, and the closing of its bucket, which hands all that is queued over
 * to the flusher and runs that to its end.
 */
public abstract class QueueOperations {
  private final BucketSubject subject;

  QueueOperations(Function<CountedFiles, DeferredPlatform> machine) {
    this.subject = BucketSubject.on(machine);
  }

  @Operation
  public String setOne() {
    return subject.set("a", "one");
  }

  @Operation
  public String setOther() {
    return subject.set("a", "other");
  }

  /** Writes if there is nothing yet. */
  @Operation
  public String add() {
    return subject.add("a", "added");
  }

  @Operation
  public String remove() {
    return subject.remove("a");
  }

  @Operation
  public String get() {
    return subject.get("a");
  }

  @Operation
  public String close() {
    return subject.close();
  }

  /** Of a bucket that is closed. */
  @Operation
  public String onDisk() {
    return subject.onDisk();
  }
}
