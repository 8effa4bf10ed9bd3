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

/** A vbucket is deleted while the compactor takes its request. */
@JCStressTest
@Description(
    "Forgetting a vbucket against take: what its asker was told; whether it was done then; how many compactions ran.")
@Outcome(
    id = "cancelled, true, 0 compactions",
    expect = ACCEPTABLE,
    desc = "Forgotten before it was taken.")
@Outcome(
    id = "(switched|aborted), true, 1 compaction",
    expect = ACCEPTABLE,
    desc = "Forgotten after: it runs to its end, or gives up.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The asker was told of a compaction that did not run, or the other way round.")
@State
public class ForgetAgainstCompactor {
  private final SchedulerSubject subject = SchedulerSubject.start();
  private final CompactionTicket ticket = subject.request();

  @Actor
  public void owner(LLL_Result result) {
    subject.forget();
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
