package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The race of a pin against switch and retire, on {@link PinWithoutCheck}. */
@JCStressTest
@Description("A pin that does not look whether the file is closed already (refcount race, B62).")
@Outcome(
    id = "(old|new) readable, closed",
    expect = ACCEPTABLE,
    desc = "The reader came before the last hold went, or after the switch.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The count rose from 0: a closed file in hand, or a file closed twice.")
@State
public class PinWithoutCheckRace {
  private final PinWithoutCheck subject = new PinWithoutCheck();

  @Actor
  public void reader(LL_Result result) {
    PinWithoutCheck.CountedHolds file = subject.pin();
    result.r1 = file.toString();
    file.giveBack();
  }

  @Actor
  public void compactor() {
    subject.switchAndRetire();
  }

  @Arbiter
  public void fate(LL_Result result) {
    result.r2 = subject.oldFate();
  }
}
