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

/** A vbucket is rolled back while it is compacted. */
@JCStressTest
@Description(
    "A rollback against a compaction, by the abort flag: what each answered; the documents; what is left.")
@Outcome(
    id = "aborted, seqno 1, a=a, 1 file",
    expect = ACCEPTABLE,
    desc = "The rollback came in between: the copy is worthless and gone.")
@Outcome(
    id = "switched, seqno 1, a=a, 1 file",
    expect = ACCEPTABLE,
    desc = "The rollback came before the compaction pinned.")
@Outcome(
    id = "switched, seqno 0, , 1 file",
    expect = ACCEPTABLE,
    desc = "The rollback came after the switch: the new file holds no older commit.")
@Outcome(
    expect = FORBIDDEN,
    desc = "What was rolled back came back by the switch, or a file did not go exactly once.")
@State
public class CompactionAgainstRollback {
  private final StoreSubject subject = StoreSubject.with("a", "b");

  @Actor
  public void compactor(LLLL_Result result) {
    result.r1 = subject.compact();
  }

  @Actor
  public void owner(LLLL_Result result) {
    result.r2 = subject.rollback(1);
  }

  @Arbiter
  public void left(LLLL_Result result) {
    result.r3 = subject.scan();
    result.r4 = subject.end();
  }
}
