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

/** The last reader of a revision lets go while the compactor switches and retires. */
@JCStressTest
@Description("The last release of a file against its retirement: what was read; the file's fate.")
@Outcome(
    id = "revision 1, closed then removed",
    expect = ACCEPTABLE,
    desc = "Whoever lets go last closes the file, and knows that it was retired.")
@Outcome(
    id = "revision 1, closed",
    expect = FORBIDDEN,
    desc = "The reader was last and did not see that the file was retired: it stays on disk.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Both or neither thought to be the last one, or the file was closed under the reader.")
@State
public class ReleaseAgainstRetire {
  private final SwitchSubject subject = SwitchSubject.of(2);
  private final Pin pin = subject.pin();

  @Actor
  public void reader(LL_Result result) {
    result.r1 = SwitchSubject.readThrough(pin);
    pin.release();
  }

  @Actor
  public void compactor() {
    subject.switchAndRetire(2);
  }

  @Arbiter
  public void fate(LL_Result result) {
    result.r2 = subject.fate(1);
  }
}
