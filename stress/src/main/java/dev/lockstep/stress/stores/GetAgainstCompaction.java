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

/** A document is read while the vbucket is compacted. */
@JCStressTest
@Description(
    "A read against a compaction: what was read; what the compaction answered; what is left.")
@Outcome(
    id = "a, switched, 1 file",
    expect = ACCEPTABLE,
    desc = "The document is in either file; the old one goes when both let go.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The document was missing for a moment, or a file did not go exactly once.")
@State
public class GetAgainstCompaction {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.get("a");
  }

  @Actor
  public void compactor(LLL_Result result) {
    result.r2 = subject.compact();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
