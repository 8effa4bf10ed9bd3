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

/** A second client asks for what the compactor is about to take. */
@JCStressTest
@Description("A second request against take: what both askers were told; how many compactions ran.")
@Outcome(
    id = "switched, switched, 1 compaction",
    expect = ACCEPTABLE,
    desc = "The second request joined the one that waited.")
@Outcome(
    id = "switched, switched, 2 compactions",
    expect = ACCEPTABLE,
    desc = "The first one had begun: what it copies may be too old for the second.")
@Outcome(expect = FORBIDDEN, desc = "A request was lost, or answered by another one.")
@State
public class SecondAskerAgainstCompactor {
  private final SchedulerSubject subject = SchedulerSubject.start();
  private final CompactionTicket first = subject.request();

  @Actor
  public void asker(LLL_Result result) {
    CompactionTicket second = subject.request();
    result.r1 = subject.await(first);
    result.r2 = subject.await(second);
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
