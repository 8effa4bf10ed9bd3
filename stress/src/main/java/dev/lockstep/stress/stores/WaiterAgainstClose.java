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

/** A client waits for its write while the bucket is closed. */
@JCStressTest
@Description("A wait against the closing: what each was told; what is on disk.")
@Outcome(
    id = "persisted, closed, a=1",
    expect = ACCEPTABLE,
    desc = "The closing commits the write and answers who waits.")
@Outcome(expect = FORBIDDEN, desc = "The waiter was told that its write is lost, or it is.")
@State
public class WaiterAgainstClose {
  private final BucketSubject subject = BucketSubject.open();

  public WaiterAgainstClose() {
    subject.set("a", "1");
  }

  @Actor
  public void client(LLL_Result result) {
    result.r1 = subject.await(1);
  }

  @Actor
  public void owner(LLL_Result result) {
    result.r2 = subject.close();
  }

  @Arbiter
  public void disk(LLL_Result result) {
    result.r3 = subject.onDisk();
  }
}
