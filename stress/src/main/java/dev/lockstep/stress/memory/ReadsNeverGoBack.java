package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.SwitchSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A reader reads twice while commits and a switch go on: the second read is never the older one. */
@JCStressTest
@Description(
    "Two reads in a row against publish, switch, publish: both reads; the old file's fate.")
@Outcome(
    id =
        "(1[.]1, (1[.]1|1[.]2|2[.]1|2[.]2)|1[.]2, (1[.]2|2[.]1|2[.]2)|2[.]1, (2[.]1|2[.]2)|2[.]2, 2[.]2), closed then removed",
    expect = ACCEPTABLE,
    desc = "The second read is of the same commit or of a later one (revision.commit).")
@Outcome(
    expect = FORBIDDEN,
    desc = "The second read went back, or the old file did not go exactly once.")
@State
public class ReadsNeverGoBack {
  private final SwitchSubject subject = SwitchSubject.of(2);

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.readCommit();
    result.r2 = subject.readCommit();
  }

  @Actor
  public void writer() {
    subject.publish(2);
    subject.switchAndRetire(2);
    subject.publish(2);
  }

  @Arbiter
  public void fate(LLL_Result result) {
    result.r3 = subject.fate(1);
  }
}
