package dev.lockstep.stress.stores;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.BucketSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A client writes and waits while the flusher takes what is queued. */
@JCStressTest
@Description(
    "Write and wait against the flusher: what the waiter was told; what the closing answered; what is on disk.")
@Outcome(
    id = "persisted, closed, a=1",
    expect = ACCEPTABLE,
    desc = "The write was handed over and its waiter woken.")
@Outcome(expect = FORBIDDEN, desc = "The write was lost, or its waiter was told wrongly.")
@State
public class WriterAgainstFlusher {
  private final BucketSubject subject = BucketSubject.open();

  @Actor
  public void client(LLL_Result result) {
    result.r1 = subject.setAndAwait("a", "1");
    result.r2 = subject.close();
  }

  @Actor
  public void flusher() {
    subject.runFlusher();
  }

  @Arbiter
  public void disk(LLL_Result result) {
    result.r3 = subject.onDisk();
  }
}
