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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A document is written while the vbucket is compacted. */
@JCStressTest
@Description("A flush against a compaction: what each answered; the documents; what is left.")
@Outcome(
    id = "switched, seqno 3, a=a b=b c=c, 1 file",
    expect = ACCEPTABLE,
    desc = "The write is in the new file, copied or caught up with; the old file is gone.")
@Outcome(expect = FORBIDDEN, desc = "The write was lost, or a file did not go exactly once.")
@State
public class CompactionAgainstFlush {
  private final StoreSubject subject = StoreSubject.with("a", "b");

  @Actor
  public void compactor(LLLL_Result result) {
    result.r1 = subject.compact();
  }

  @Actor
  public void flusher(LLLL_Result result) {
    result.r2 = subject.set("c", "c");
  }

  @Arbiter
  public void left(LLLL_Result result) {
    result.r3 = subject.scan();
    result.r4 = subject.end();
  }
}
