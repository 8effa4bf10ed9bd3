package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.revision.HeaderSwitch.Pin;
import dev.lockstep.stress.subject.SwitchSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A reader pins, reads and releases while the compactor switches and retires. */
@JCStressTest
@Description(
    "A reader against switch and retire: what it read; the old file's fate; the new one's.")
@Outcome(
    id = "revision 1, closed then removed, open",
    expect = ACCEPTABLE,
    desc = "Pinned before the switch: the old file stays readable, and goes after both let go.")
@Outcome(
    id = "revision 2, closed then removed, open",
    expect = ACCEPTABLE,
    desc = "Pinned after the switch, or in vain before it and then again.")
@Outcome(
    id = "a closed file, .*",
    expect = FORBIDDEN,
    desc = "A count of 0 rose again: the reader holds what was closed.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A file was not closed and removed exactly once, in this order, or the new one was.")
@State
public class PinAgainstSwitch {
  private final SwitchSubject subject = SwitchSubject.of(2);

  @Actor
  public void reader(LLL_Result result) {
    Pin pin = subject.pin();
    result.r1 = SwitchSubject.readThrough(pin);
    pin.release();
  }

  @Actor
  public void compactor() {
    subject.switchAndRetire(2);
  }

  @Arbiter
  public void fates(LLL_Result result) {
    result.r2 = subject.fate(1);
    result.r3 = subject.fate(2);
  }
}
