package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.revision.HeaderSwitch.Pin;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.stress.subject.SwitchSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A reader pins while the flusher publishes a newer commit. */
@JCStressTest
@Description(
    "A reader against publish: the commit by header position, by header, by state document.")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Pinned before the commit was published.")
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "Pinned after the commit was published.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Header and state are of two commits, or were published before they were written.")
@State
public class PublishAgainstPin {
  private final SwitchSubject subject = SwitchSubject.of(1);

  @Actor
  public void reader(III_Result result) {
    Pin pin = subject.pin();
    Revision revision = pin.revision();
    result.r1 = SwitchSubject.commitByPosition(revision);
    result.r2 = (int) revision.highSeqno();
    result.r3 = (int) revision.state().highCompletedSeqno();
    pin.release();
  }

  @Actor
  public void flusher() {
    subject.publish(2);
  }
}
