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
import org.openjdk.jcstress.infra.results.LL_Result;

/** The last reader lets go while the vbucket is closed. */
@JCStressTest
@Description("The last release against close: what was read; the file's fate.")
@Outcome(
    id = "revision 1, closed",
    expect = ACCEPTABLE,
    desc = "Whoever lets go last closes the file, which stays on disk.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Closed twice, never, under the reader, or removed though nobody retired it.")
@State
public class CloseAgainstRelease {
  private final SwitchSubject subject = SwitchSubject.of(1);
  private final Pin pin = subject.pin();

  @Actor
  public void reader(LL_Result result) {
    result.r1 = SwitchSubject.readThrough(pin);
    pin.release();
  }

  @Actor
  public void owner() {
    subject.headerSwitch().close();
  }

  @Arbiter
  public void fate(LL_Result result) {
    result.r2 = subject.fate(1);
  }
}
