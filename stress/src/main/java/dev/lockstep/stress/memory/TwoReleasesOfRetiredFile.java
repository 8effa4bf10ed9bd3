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

/** Two readers of a retired file let go at once. */
@JCStressTest
@Description("Two releases of a retired file: what each read; the file's fate.")
@Outcome(
    id = "revision 1, revision 1, closed then removed",
    expect = ACCEPTABLE,
    desc = "The retired file serves both; the later release, and it alone, closes and removes it.")
@Outcome(
    id = "(a closed file, .*|.*, a closed file, .*)",
    expect = FORBIDDEN,
    desc = "The first release closed the file under the other reader.")
@Outcome(expect = FORBIDDEN, desc = "Both or neither release thought to be the last one.")
@State
public class TwoReleasesOfRetiredFile {
  private final SwitchSubject subject = SwitchSubject.of(2);
  private final Pin one = subject.pin();
  private final Pin other = subject.pin();

  public TwoReleasesOfRetiredFile() {
    subject.switchAndRetire(2);
  }

  @Actor
  public void oneReader(LLL_Result result) {
    result.r1 = SwitchSubject.readThrough(one);
    one.release();
  }

  @Actor
  public void otherReader(LLL_Result result) {
    result.r2 = SwitchSubject.readThrough(other);
    other.release();
  }

  @Arbiter
  public void fate(LLL_Result result) {
    result.r3 = subject.fate(1);
  }
}
