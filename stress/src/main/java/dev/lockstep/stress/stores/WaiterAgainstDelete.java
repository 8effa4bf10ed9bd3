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

/** A client waits for its write while the vbucket is deleted. */
@JCStressTest
@Description("A wait against the deletion: what each was told; what the closing answered.")
@Outcome(
    id = "not persisted, deleted, closed",
    expect = ACCEPTABLE,
    desc = "It waited, and was told that nothing will come.")
@Outcome(
    id = "no such vbucket, deleted, closed",
    expect = ACCEPTABLE,
    desc = "It came too late to wait: the vbucket was being deleted, or gone.")
@Outcome(
    expect = FORBIDDEN,
    desc = "It was told that a write is durable which is gone, or that an open bucket is closed.")
@State
public class WaiterAgainstDelete {
  private final BucketSubject subject = BucketSubject.open();

  public WaiterAgainstDelete() {
    subject.set("a", "1");
  }

  @Actor
  public void client(LLL_Result result) {
    result.r1 = subject.await(1);
  }

  @Actor
  public void owner(LLL_Result result) {
    result.r2 = subject.deleteVBucket();
  }

  @Arbiter
  public void end(LLL_Result result) {
    result.r3 = subject.close();
  }
}
