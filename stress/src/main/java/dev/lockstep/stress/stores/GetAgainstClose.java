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

/** A document is read while the whole directory is closed. */
@JCStressTest
@Description("A read against the closing: what was read; what was found afterwards; what is left.")
@Outcome(
    id = "(a|closed), closed, 1 file",
    expect = ACCEPTABLE,
    desc = "Found before or refused after; the file is closed once and stays.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A live vbucket without its document, or the file was not closed exactly once.")
@State
public class GetAgainstClose {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.get("a");
  }

  @Actor
  public void owner(LLL_Result result) {
    subject.vbuckets().close();
    result.r2 = subject.get("a");
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.fate();
  }
}
