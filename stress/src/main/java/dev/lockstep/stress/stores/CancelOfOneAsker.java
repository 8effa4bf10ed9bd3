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

/** One of two askers calls off while the compactor takes their request. */
@JCStressTest
@Description(
    "A cancellation against take: what the other asker was told; whether the first takes it for done; how many compactions ran.")
@Outcome(
    id = "switched, true, 1 compaction",
    expect = ACCEPTABLE,
    desc = "One asker is left, so it runs, once.")
@Outcome(expect = FORBIDDEN, desc = "Called off though somebody wanted it, or run twice.")
@State
public class CancelOfOneAsker {
  private final SchedulerSubject subject = SchedulerSubject.start();
  private final CompactionTicket one = subject.request();
  private final CompactionTicket other = subject.request();

  @Actor
  public void asker(LLL_Result result) {
    one.cancel();
    result.r1 = subject.await(other);
    result.r2 = one.isDone();
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
