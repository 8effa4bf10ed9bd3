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

/** A client asks for a compaction and waits while the scheduler is closed. */
@JCStressTest
@Description(
    "Request and wait against the closing: what the asker was told; whether it was done then; how many compactions ran.")
@Outcome(
    id = "(cancelled, true, 0 compactions|switched, true, 1 compaction)",
    expect = ACCEPTABLE,
    desc = "Answered by the closing, or at once because it is closed.")
@Outcome(expect = FORBIDDEN, desc = "Run after the closing, or answered wrongly.")
@State
public class AskerAgainstClose {
  private final SchedulerSubject subject = SchedulerSubject.start();

  @Actor
  public void asker(LLL_Result result) {
    CompactionTicket ticket = subject.request();
    result.r1 = subject.await(ticket);
    result.r2 = ticket.isDone();
  }

  @Actor
  public void owner() {
    subject.close();
  }

  @Arbiter
  public void end(LLL_Result result) {
    result.r3 = subject.compactions();
  }
}
