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

/** A client writes while the vbucket is rolled back, which takes its queue away and gives it another. */
@JCStressTest
@Description("A write against a rollback: what each was told; what is on disk.")
@Outcome(
    id = "seqno 1, seqno 0, a=1",
    expect = ACCEPTABLE,
    desc = "Written after the rollback, to the new queue.")
@Outcome(
    id = "seqno 1, seqno 0, ",
    expect = ACCEPTABLE,
    desc = "Queued before the rollback, which refuses what is queued.")
@Outcome(
    id = "rolled back, seqno 0, ",
    expect = ACCEPTABLE,
    desc = "Refused while there was no queue, or none for new writes.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Refused and written, or a write of the old queue is in the new content.")
@State
public class WriteAgainstRollback {
  private final BucketSubject subject = BucketSubject.open();

  @Actor
  public void client(LLL_Result result) {
    result.r1 = subject.set("a", "1");
  }

  @Actor
  public void owner(LLL_Result result) {
    result.r2 = subject.rollback(0);
  }

  @Arbiter
  public void disk(LLL_Result result) {
    subject.close();
    result.r3 = subject.onDisk();
  }
}
