package dev.lockstep.stress.stores;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.StoreSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A vbucket is deleted while it is compacted. */
@JCStressTest
@Description("A deletion against a compaction: what each answered; what is left.")
@Outcome(
    id = "(switched|aborted|no such vbucket), deleted, 0 files",
    expect = ACCEPTABLE,
    desc = "However far it was, nothing of it is left.")
@Outcome(expect = FORBIDDEN, desc = "The compaction left a file of a vbucket that is no more.")
@State
public class CompactionAgainstDelete {
  private final StoreSubject subject = StoreSubject.with("a", "b");

  @Actor
  public void compactor(LLL_Result result) {
    result.r1 = subject.compact();
  }

  @Actor
  public void owner(LLL_Result result) {
    result.r2 = subject.delete();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
