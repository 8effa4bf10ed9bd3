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
import org.openjdk.jcstress.infra.results.LL_Result;

/** A bucket is closed while its auto-compaction begins to wait for its next look. */
@JCStressTest
@Description(
    "The closing against the wait of auto-compaction: what the closing answered; what is on disk.")
@Outcome(
    id = "closed, a=1",
    expect = ACCEPTABLE,
    desc = "It never waited, or was woken: a wake-up that is lost would last an hour.")
@Outcome(expect = FORBIDDEN, desc = "The closing failed, or did not commit what was queued.")
@State
public class AutoCompactionAgainstClose {
  private final BucketSubject subject = BucketSubject.withAutoCompaction();

  public AutoCompactionAgainstClose() {
    subject.set("a", "1");
  }

  @Actor
  public void autoCompaction() {
    subject.runAutoCompaction();
  }

  @Actor
  public void owner(LL_Result result) {
    result.r1 = subject.close();
  }

  @Arbiter
  public void disk(LL_Result result) {
    result.r2 = subject.onDisk();
  }
}
