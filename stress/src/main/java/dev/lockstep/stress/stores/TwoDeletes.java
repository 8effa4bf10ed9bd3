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

/** Two tasks delete one vbucket. */
@JCStressTest
@Description("Two deletions: what each answered; what is left.")
@Outcome(
    id = "deleted, no such vbucket, 0 files",
    expect = ACCEPTABLE,
    desc = "One deleted it, the other found nothing.")
@Outcome(
    id = "no such vbucket, deleted, 0 files",
    expect = ACCEPTABLE,
    desc = "The same the other way round.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Both or neither deleted it, or its file was closed or removed twice.")
@State
public class TwoDeletes {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.delete();
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = subject.delete();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
