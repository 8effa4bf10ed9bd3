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

/** Two clients write one document. */
@JCStressTest
@Description("Two writes of one document: their seqnos; what is on disk.")
@Outcome(
    id = "seqno 1, seqno 2, a=other",
    expect = ACCEPTABLE,
    desc = "The one that got the later seqno stands for both.")
@Outcome(
    id = "seqno 2, seqno 1, a=one",
    expect = ACCEPTABLE,
    desc = "The same the other way round.")
@Outcome(expect = FORBIDDEN, desc = "One seqno was given out twice, or the earlier write won.")
@State
public class TwoWritersOfOneDocument {
  private final BucketSubject subject = BucketSubject.open();

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.set("a", "one");
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = subject.set("a", "other");
  }

  @Arbiter
  public void disk(LLL_Result result) {
    subject.close();
    result.r3 = subject.onDisk();
  }
}
