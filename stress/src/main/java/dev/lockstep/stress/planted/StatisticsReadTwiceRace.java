package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.SwitchSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The real header switch, asked twice for what belongs together. */
@JCStressTest
@Description("Revision and commit as two reads of the header switch, across a switch (B60).")
@Outcome(
    id = "1[.][12]|2[.]1",
    expect = ACCEPTABLE,
    desc = "Both numbers are of one revision: commit 2 is of revision 1 alone.")
@Outcome(expect = FORBIDDEN, desc = "The revision of one file beside the commit of another.")
@State
public class StatisticsReadTwiceRace {
  private final SwitchSubject subject = SwitchSubject.of(2);

  public StatisticsReadTwiceRace() {
    subject.publish(2);
  }

  /** The fault: two reads, between which the switch may come. */
  @Actor
  public void reader(L_Result result) {
    long commit = subject.current().highSeqno();
    result.r1 = subject.current().number() + "." + commit;
  }

  @Actor
  public void compactor() {
    subject.switchAndRetire(2);
  }
}
