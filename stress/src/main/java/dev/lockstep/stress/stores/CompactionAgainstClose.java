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

/** The directory is closed while a vbucket is compacted. */
@JCStressTest
@Description(
    "The closing against a compaction: what the compaction answered; what the closing left; what is left in the end.")
@Outcome(
    id = "(switched|aborted|closed), 1 file, 1 file",
    expect = ACCEPTABLE,
    desc = "The closing has waited: nothing touches a file after it.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The compaction went on after the closing, or a file was not closed exactly once.")
@State
public class CompactionAgainstClose {
  private final StoreSubject subject = StoreSubject.with("a", "b");

  @Actor
  public void compactor(LLL_Result result) {
    result.r1 = subject.compact();
  }

  @Actor
  public void owner(LLL_Result result) {
    result.r2 = subject.end();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.fate();
  }
}
