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

/** Two tasks compact one vbucket. */
@JCStressTest
@Description("Two compactions: what each answered; what is left.")
@Outcome(
    id = "switched, switched, 1 file",
    expect = ACCEPTABLE,
    desc = "The second one came after the first.")
@Outcome(
    id = "switched, running, 1 file",
    expect = ACCEPTABLE,
    desc = "The second one came meanwhile and was refused.")
@Outcome(
    id = "running, switched, 1 file",
    expect = ACCEPTABLE,
    desc = "The same the other way round.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Neither or both at once, or an old file did not go exactly once.")
@State
public class TwoCompactions {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.compact();
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = subject.compact();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
