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

/** A client writes while the bucket is closed, which flushes what is queued. */
@JCStressTest
@Description("A write against the closing: what each was told; what is on disk.")
@Outcome(
    id = "seqno 1, closed, a=1",
    expect = ACCEPTABLE,
    desc = "Taken before the closing, which commits it.")
@Outcome(id = "closed, closed, ", expect = ACCEPTABLE, desc = "Refused.")
@Outcome(expect = FORBIDDEN, desc = "Taken and lost, or refused and written.")
@State
public class WriteAgainstClose {
  private final BucketSubject subject = BucketSubject.open();

  @Actor
  public void client(LLL_Result result) {
    result.r1 = subject.set("a", "1");
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
