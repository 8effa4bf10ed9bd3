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

/** A number is replaced if it is 0, while another task adds 1: how a pin and a release meet. */
@JCStressTest
@Description(
    "A compare-and-set of 0 by 10 against an addition of 1: whether it did; the sum; the number.")
@Outcome(id = "true, 11, 11", expect = ACCEPTABLE, desc = "Replaced first, then added to.")
@Outcome(id = "false, 1, 1", expect = ACCEPTABLE, desc = "Added to first: the expected 0 was gone.")
@Outcome(expect = FORBIDDEN, desc = "One of the two went by without seeing the other.")
@State
public class LongCellSwapAgainstAddition {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final LongCell number = platform.newLongCell("number", 0);

  @Actor
  public void swapper(LLL_Result result) {
    result.r1 = number.compareAndSet(0, 10);
  }

  @Actor
  public void adder(LLL_Result result) {
    result.r2 = number.addAndGet(1);
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = number.get();
  }
}
