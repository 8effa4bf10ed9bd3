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

/**
 * A reader reads through a pin that it had before the commit and the switch that go on meanwhile.
 */
@JCStressTest
@Description(
    "A held pin against publish, switch and retire: two reads through it; the old file's fate.")
@Outcome(
    id = "1[.]1, 1[.]1, closed then removed",
    expect = ACCEPTABLE,
    desc =
        "A pin is of one commit of one revision, whatever is published meanwhile; its release removes the file.")
@Outcome(id = "a closed file.*", expect = FORBIDDEN, desc = "The file was closed under a pin.")
@Outcome(expect = FORBIDDEN, desc = "The pin moved, or the file did not go exactly once.")
@State
public class HeldPinAgainstSwitch {
  private final SwitchSubject subject = SwitchSubject.of(2);
  private final Pin pin = subject.pin();

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = SwitchSubject.commitThrough(pin);
    result.r2 = SwitchSubject.commitThrough(pin);
    pin.release();
  }

  @Actor
  public void compactor() {
    subject.publish(2);
    subject.switchAndRetire(2);
  }

  @Arbiter
  public void fate(LLL_Result result) {
    result.r3 = subject.fate(1);
  }
}
