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

/** A vbucket is deleted while another task creates it. */
@JCStressTest
@Description("A deletion against a creation: what each answered; what is left.")
@Outcome(
    id = "deleted, exists, 0 files",
    expect = ACCEPTABLE,
    desc = "The creation came first and found the old generation.")
@Outcome(
    id = "deleted, created, 1 file",
    expect = ACCEPTABLE,
    desc = "The creation came second; the new generation has its own file.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The new generation lost its file to the old one, or a file went wrongly.")
@State
public class DeleteAgainstCreate {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.delete();
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
