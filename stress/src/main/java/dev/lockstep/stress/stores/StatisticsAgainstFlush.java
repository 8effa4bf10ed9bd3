package dev.lockstep.stress.stores;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.StoreSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The numbers of a vbucket are read while it commits a deletion. */
@JCStressTest
@Description("Statistics against a flush: all numbers; what the flush answered; what is left.")
@Outcome(
    id = "revision 1, seqno 1, purged 0, items 1, tombstones 0, seqno 2, 1 file",
    expect = ACCEPTABLE,
    desc = "All of the commit before.")
@Outcome(
    id = "revision 1, seqno 2, purged 0, items 0, tombstones 1, seqno 2, 1 file",
    expect = ACCEPTABLE,
    desc = "All of the commit after.")
@Outcome(expect = FORBIDDEN, desc = "Numbers of two commits beside each other.")
@State
public class StatisticsAgainstFlush {
  private final StoreSubject subject = StoreSubject.with("a");

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.statistics();
  }

  @Actor
  public void flusher(LLL_Result result) {
    result.r2 = subject.remove("a");
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
