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

/** A vbucket is scanned while it is deleted. */
@JCStressTest
@Description(
    "A scan against the deletion: what was found; what the deletion answered; what is left.")
@Outcome(
    id = "(a=a b=b|no such vbucket), deleted, 0 files",
    expect = ACCEPTABLE,
    desc = "A snapshot taken before stays whole to its end; its end removes the file.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Half a scan, a read of a removed file, or a file that did not go exactly once.")
@State
public class ScanAgainstDelete {
  private final StoreSubject subject = StoreSubject.with("a", "b");

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.scan();
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
