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

/** The last reader of a retired file lets go while another one pins. */
@JCStressTest
@Description(
    "The last release of a retired file against a pin: what the new reader read; both files' fates.")
@Outcome(
    id = "revision 2, closed then removed, open",
    expect = ACCEPTABLE,
    desc = "A pin after the switch is of the new file; the old one goes with its last release.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The new reader reached the retired file, or a file went wrongly.")
@State
public class LastReleaseAgainstNewPin {
  private final SwitchSubject subject = SwitchSubject.of(2);
  private final Pin last = subject.pin();

  public LastReleaseAgainstNewPin() {
    subject.switchAndRetire(2);
  }

  @Actor
  public void oldReader() {
    last.release();
  }

  @Actor
  public void newReader(LLL_Result result) {
    result.r1 = subject.readOnce();
  }

  @Arbiter
  public void fates(LLL_Result result) {
    result.r2 = subject.fate(1);
    result.r3 = subject.fate(2);
  }
}
