package dev.lockstep.stress.stores;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.stress.subject.SchedulerSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Both askers of one request call off. */
@JCStressTest
@Description("Two cancellations: whether each takes it for done; how many compactions ran.")
@Outcome(
    id = "true, true, 0 compactions",
    expect = ACCEPTABLE,
    desc = "The last one called it off.")
@Outcome(expect = FORBIDDEN, desc = "A count was lost: it ran though nobody wanted it.")
@State
public class CancelOfBothAskers {
  private final SchedulerSubject subject = SchedulerSubject.start();
  private final CompactionTicket one = subject.request();
  private final CompactionTicket other = subject.request();

  @Actor
  public void oneAsker(LLL_Result result) {
    one.cancel();
    result.r1 = one.isDone();
  }

  @Actor
  public void otherAsker(LLL_Result result) {
    other.cancel();
    result.r2 = other.isDone();
  }

  @Arbiter
  public void end(LLL_Result result) {
    subject.close();
    subject.runCompactor();
    result.r3 = subject.compactions();
  }
}
