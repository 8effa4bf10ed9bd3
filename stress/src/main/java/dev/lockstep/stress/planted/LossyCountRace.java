package dev.lockstep.stress.planted;

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

/** Two pins at once on the real header switch, whose counts are {@link LossyCount}s. */
@JCStressTest
@Description("A count whose compare-and-set is two steps: holds get lost.")
@Outcome(
    id = "revision 1, revision 1, open",
    expect = ACCEPTABLE,
    desc = "The two pins did not meet.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A hold was lost: the current file was closed under the switch.")
@State
public class LossyCountRace {
  private final SwitchSubject subject = SwitchSubject.on(1, LossyCount.Machine::new);

  @Actor
  public void oneReader(LLL_Result result) {
    Pin pin = subject.pin();
    result.r1 = SwitchSubject.readThrough(pin);
    pin.release();
  }

  @Actor
  public void otherReader(LLL_Result result) {
    Pin pin = subject.pin();
    result.r2 = SwitchSubject.readThrough(pin);
    pin.release();
  }

  @Arbiter
  public void fate(LLL_Result result) {
    result.r3 = subject.fate(1);
  }
}
