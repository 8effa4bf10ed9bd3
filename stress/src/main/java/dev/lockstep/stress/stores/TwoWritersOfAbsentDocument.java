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

/** Two clients write one document if it is not there. */
@JCStressTest
@Description("Two conditional writes: what each was told; what is on disk.")
@Outcome(
    id = "seqno 1, mismatch, a=one",
    expect = ACCEPTABLE,
    desc = "The second one found the first one.")
@Outcome(
    id = "mismatch, seqno 1, a=other",
    expect = ACCEPTABLE,
    desc = "The same the other way round.")
@Outcome(expect = FORBIDDEN, desc = "Both or neither were taken, or the refused one is on disk.")
@State
public class TwoWritersOfAbsentDocument {
  private final BucketSubject subject = BucketSubject.open();

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.add("a", "one");
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = subject.add("a", "other");
  }

  @Arbiter
  public void disk(LLL_Result result) {
    subject.close();
    result.r3 = subject.onDisk();
  }
}
