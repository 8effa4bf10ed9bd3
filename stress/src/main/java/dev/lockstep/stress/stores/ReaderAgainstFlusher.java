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

/** A client reads a queued document while it is committed. */
@JCStressTest
@Description("Two reads against take and commit: what both found; what is on disk.")
@Outcome(
    id = "1 1, closed, a=1",
    expect = ACCEPTABLE,
    desc = "It is in the queue or on disk at every moment.")
@Outcome(expect = FORBIDDEN, desc = "The document was in neither for a moment.")
@State
public class ReaderAgainstFlusher {
  private final BucketSubject subject = BucketSubject.open();

  public ReaderAgainstFlusher() {
    subject.set("a", "1");
  }

  @Actor
  public void client(LLL_Result result) {
    result.r1 = subject.get("a") + " " + subject.get("a");
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
