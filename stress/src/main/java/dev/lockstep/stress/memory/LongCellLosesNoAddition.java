package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two tasks add to one number. */
@JCStressTest
@Description("Two additions of 1: both sums; the number.")
@Outcome(
    id = "(1, 2|2, 1), 2",
    expect = ACCEPTABLE,
    desc = "One came after the other; each was told its own sum.")
@Outcome(expect = FORBIDDEN, desc = "An addition was lost, or both were told the same sum.")
@State
public class LongCellLosesNoAddition {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final LongCell number = platform.newLongCell("number", 0);

  @Actor
  public void one(LLL_Result result) {
    result.r1 = number.addAndGet(1);
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = number.addAndGet(1);
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = number.get();
  }
}
