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

/** The numbers of a vbucket are read while a compaction purges a tombstone. */
@JCStressTest
@Description(
    "Statistics against a switch: all numbers; what the compaction answered; what is left.")
@Outcome(
    id = "revision 1, seqno 3, purged 0, items 1, tombstones 1, switched, 1 file",
    expect = ACCEPTABLE,
    desc = "All of the old file: the tombstone is there, nothing is purged.")
@Outcome(
    id = "revision 2, seqno 3, purged 2, items 1, tombstones 0, switched, 1 file",
    expect = ACCEPTABLE,
    desc = "All of the new file.")
@Outcome(expect = FORBIDDEN, desc = "Numbers of two files beside each other (B60).")
@State
public class StatisticsAgainstPurge {
  private final StoreSubject subject = StoreSubject.with("a");

  public StatisticsAgainstPurge() {
    subject.remove("a");
    subject.set("b", "b");
  }

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.statistics();
  }

  @Actor
  public void compactor(LLL_Result result) {
    result.r2 = subject.compact();
  }

  @Arbiter
  public void left(LLL_Result result) {
    result.r3 = subject.end();
  }
}
