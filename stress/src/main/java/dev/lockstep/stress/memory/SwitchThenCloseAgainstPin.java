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
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A reader pins while a vbucket commits, switches and closes. */
@JCStressTest
@Description("A reader against publish, switch, retire and close: what it read; both files' fates.")
@Outcome(
    id = "(revision [12]|the vbucket is closed), closed then removed, closed",
    expect = ACCEPTABLE,
    desc = "Whatever it held, the old file is gone and the new one is closed and stays.")
@Outcome(id = "a closed file, .*", expect = FORBIDDEN, desc = "The reader holds what was closed.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A file was not closed exactly once, or the wrong one was removed.")
@State
public class SwitchThenCloseAgainstPin {
  private final SwitchSubject subject = SwitchSubject.of(2);

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.readOnce();
  }

  @Actor
  public void owner() {
    subject.publish(2);
    subject.switchAndRetire(2);
    subject.headerSwitch().close();
  }

  @Arbiter
  public void fates(LLL_Result result) {
    result.r2 = subject.fate(1);
    result.r3 = subject.fate(2);
  }
}
