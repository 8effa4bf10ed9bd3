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

/** Two readers pin and release the current revision at once: the switch's own hold outlives them. */
@JCStressTest
@Description(
    "Two pins of the current file: what each read; the file's fate before and after close.")
@Outcome(
    id = "revision 1, revision 1, open then closed",
    expect = ACCEPTABLE,
    desc =
        "Every hold was counted once and given back once: the switch's own is the last one left.")
@Outcome(
    id = ".*, closed then .*",
    expect = FORBIDDEN,
    desc = "A hold was lost: the current file was closed when its readers let go.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A hold was counted twice, or a reader was given a closed file.")
@State
public class TwoPinsAtOnce {
  private final SwitchSubject subject = SwitchSubject.of(1);

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
  public void fates(LLL_Result result) {
    result.r3 = subject.fateBeforeAndAfterClose(1);
  }
}
