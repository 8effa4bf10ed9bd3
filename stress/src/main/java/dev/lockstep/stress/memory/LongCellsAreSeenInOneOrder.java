package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Each of two tasks raises its flag and then looks at the other one: how a compaction that begins
 * and a rollback that aborts it see each other.
 */
@JCStressTest
@Description("Store buffering: set one number, read the other.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first task looked before the second set.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The same the other way round.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both set before both looked.")
@Outcome(
    id = "0, 0",
    expect = FORBIDDEN,
    desc = "Both looked past what the other had set before: the writes are not volatile.")
@State
public class LongCellsAreSeenInOneOrder {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final LongCell one = platform.newLongCell("one", 0);
  private final LongCell other = platform.newLongCell("other", 0);

  @Actor
  public void first(LL_Result result) {
    one.set(1);
    result.r1 = other.get();
  }

  @Actor
  public void second(LL_Result result) {
    other.set(1);
    result.r2 = one.get();
  }
}
