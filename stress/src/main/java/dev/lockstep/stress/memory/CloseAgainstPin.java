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
import org.openjdk.jcstress.infra.results.LL_Result;

/** A reader pins, reads and releases while the vbucket is closed. */
@JCStressTest
@Description("A reader against close: what it read; the file's fate.")
@Outcome(
    id = "revision 1, closed",
    expect = ACCEPTABLE,
    desc = "Pinned before the close: the pin stays good, and the last of the two closes the file.")
@Outcome(
    id = "the vbucket is closed, closed",
    expect = ACCEPTABLE,
    desc = "Pinned after the close, or in vain before it: the reader is told so.")
@Outcome(id = "a closed file, .*", expect = FORBIDDEN, desc = "The reader holds what was closed.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The file was not closed exactly once, or it was removed though it is still the newest.")
@State
public class CloseAgainstPin {
  private final SwitchSubject subject = SwitchSubject.of(1);

  @Actor
  public void reader(LL_Result result) {
    result.r1 = subject.readOnce();
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
