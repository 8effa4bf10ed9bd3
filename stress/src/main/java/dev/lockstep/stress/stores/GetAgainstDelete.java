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

/** A document is read while its vbucket is deleted. */
@JCStressTest
@Description(
    "A read against the deletion: what was read; what the deletion answered; what is left.")
@Outcome(
    id = "(a|no such vbucket), deleted, 0 files",
    expect = ACCEPTABLE,
    desc = "Found before, or no vbucket after; the file goes with the last who held it.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A live vbucket without its document, or a file that was not closed and removed once.")
@State
public class GetAgainstDelete {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.get("a");
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
