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

/** Two tasks create one vbucket. */
@JCStressTest
@Description("Two creations: what each answered; what is left.")
@Outcome(
    id = "created, exists, 1 file",
    expect = ACCEPTABLE,
    desc = "One created it, the other found it.")
@Outcome(
    id = "exists, created, 1 file",
    expect = ACCEPTABLE,
    desc = "The same the other way round.")
@Outcome(expect = FORBIDDEN, desc = "Both or neither created it, or one file too many is left.")
@State
public class TwoCreates {
  private final StoreSubject subject = StoreSubject.empty();

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.create();
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = subject.create();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
