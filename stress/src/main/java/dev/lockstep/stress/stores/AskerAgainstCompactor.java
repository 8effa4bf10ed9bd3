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

/** A client asks for a compaction and waits while the compactor waits for work. */
@JCStressTest
@Description(
    "Request and wait against take and answer: what the asker was told; whether it was done then; how many compactions ran.")
@Outcome(
    id = "switched, true, 1 compaction",
    expect = ACCEPTABLE,
    desc = "The request was handed over, run once, and its asker woken.")
@Outcome(expect = FORBIDDEN, desc = "Run twice or not at all, or answered wrongly.")
@State
public class AskerAgainstCompactor {
  private final SchedulerSubject subject = SchedulerSubject.start();

  @Actor
  public void asker(LLL_Result result) {
    CompactionTicket ticket = subject.request();
    result.r1 = subject.await(ticket);
    result.r2 = ticket.isDone();
    subject.close();
  }

  @Actor
  public void compactor() {
    subject.runCompactor();
  }

  @Arbiter
  public void end(LLL_Result result) {
    result.r3 = subject.compactions();
  }
}
