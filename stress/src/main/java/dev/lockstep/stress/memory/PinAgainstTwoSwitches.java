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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * A reader pins while two compactions switch, one after the other: it may have to try three times.
 */
@JCStressTest
@Description(
    "A reader against two switches: what it read; the fates of the two old files and of the new one.")
@Outcome(
    id = "revision [123], closed then removed, closed then removed, open",
    expect = ACCEPTABLE,
    desc = "It holds what was current at some moment; both old files go once it has let go.")
@Outcome(id = "a closed file, .*", expect = FORBIDDEN, desc = "The reader holds what was closed.")
@Outcome(
    expect = FORBIDDEN,
    desc =
        "An old file was not closed and removed exactly once, in this order, or the new one was.")
@State
public class PinAgainstTwoSwitches {
  private final SwitchSubject subject = SwitchSubject.of(3);

  @Actor
  public void reader(LLLL_Result result) {
    result.r1 = subject.readOnce();
  }

  @Actor
  public void compactor() {
    subject.switchAndRetire(2);
    subject.switchAndRetire(3);
  }

  @Arbiter
  public void fates(LLLL_Result result) {
    result.r2 = subject.fate(1);
    result.r3 = subject.fate(2);
    result.r4 = subject.fate(3);
  }
}
